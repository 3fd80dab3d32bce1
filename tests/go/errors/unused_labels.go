package main

func main() {
	goto end
unused:
	for {
		break
	}
end:
L:
	for {
		continue M
	}
	break
	continue
	goto nowhere
	switch {
	case true:
		continue
	}
	func() {
		break L
	}()
}
