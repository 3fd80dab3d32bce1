package main

func main() {
	a := 'ab'
	b := ''
	c := "unterminated
	d := '\q'
	e := "\xg"
	f := 0x
	g := 08
	h := 0b12
	i := 1_
	j := 1e
	k := `ok`
	l := '\u12'
	m := #5
	n := a ? b : c
}
