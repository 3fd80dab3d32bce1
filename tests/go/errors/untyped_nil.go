package main

func f(x any) {}

func main() {
	x := nil
	var y = nil
	_ = nil
	f(nil)
	_ = nil == nil
	var s string = nil
	var st struct{} = nil
	if s == nil {
	}
	return nil
}
