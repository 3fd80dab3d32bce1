package main

func main() {
	if true {
	}
	else {
	}
	if true {
	} else
	{
	}
}
