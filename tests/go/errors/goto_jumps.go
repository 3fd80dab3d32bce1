package main

func main() {
	goto L1
	x := 1
	_ = x
L1:
	goto L2
	{
	L2:
	}
	for {
		goto L3
	}
	if true {
	L3:
	}
L4:
L4:
	goto L4
	goto L5
	var y int
	_ = y
L5:
	goto missing
}
