package main

import "fmt"

type cell struct {
	v  int
	ok bool
	s  string
}

type board [3][3]cell

type wide struct {
	head  int
	cells [10]cell
	tail  [4][2]int
}

func idx(i int) int { return i }

func fill(b board) board {
	for i := range b {
		for j := range b[i] {
			b[i][j] = cell{i*3 + j, i == j, string(rune('a' + i + j))}
		}
	}
	return b
}

func sum(a [100]int) (t int) {
	for _, v := range a {
		t += v
	}
	a[0] = -1
	return
}

func rev(a *[5]int) {
	for i, j := 0, len(a)-1; i < j; i, j = i+1, j-1 {
		a[i], a[j] = a[j], a[i]
	}
}

func mk() [4]int { return [4]int{1, 2, 3, 4} }

func mkw() (w wide) {
	w.head = 7
	w.cells[idx(3)] = cell{s: "three"}
	w.tail[idx(2)][idx(1)] = 21
	return
}

var gboard board
var gwide [2]wide

func main() {
	b := fill(board{})
	fmt.Println(b)
	b[idx(1)][idx(2)].s = "changed"
	row := b[idx(1)]
	row[2].v = 0
	fmt.Println(b[1], row)
	b[0], b[2] = b[2], b[0]
	fmt.Println(b[0][0], b[2][idx(2)].s)
	c := b[idx(2)][idx(1)]
	c.v++
	pc := &b[idx(2)][1]
	pc.ok = true
	fmt.Println(c, *pc, b[2][1] == c, b == fill(board{}))
	gboard = b
	gboard[idx(0)][idx(1)].v += 100
	gboard[idx(1)] = row
	fmt.Println(gboard[0][1], gboard[1][2])
	w := mkw()
	v := w
	v.cells[idx(3)].v, v.tail[idx(2)] = 5, [2]int{8, 9}
	fmt.Println(w.head, w.cells[3], w.tail, v.cells[3], v.tail)
	gwide[idx(1)] = v
	gwide[0].cells = gwide[1].cells
	gwide[idx(0)].cells[idx(3)].s += "!"
	fmt.Println(gwide[0].cells[3], gwide[1].cells[3].s, gwide[0] == gwide[1])
	var big [100]int
	for i := range big {
		big[i] = i
	}
	fmt.Println(sum(big), big[0])
	big2 := big
	big2[idx(99)]++
	big, big2 = big2, big
	fmt.Println(big[99], big2[99], big == big2)
	big = [100]int{50: 1}
	fmt.Println(sum(big))
	pb := &big
	pb[idx(51)] = 3
	for i, v := range pb {
		if v != 0 {
			fmt.Print(i, ":", v, " ")
		}
	}
	for i, v := range *pb {
		pb[idx(52)] = 9
		if v != 0 {
			fmt.Print(i, "=", v, " ")
		}
	}
	fmt.Println()
	a5 := [5]int{1, 2, 3, 4, 5}
	rev(&a5)
	fmt.Println(a5, mk()[idx(2)], len(mk()), mkw().cells[idx(3)].s)
	sl := a5[1:4:4]
	sl = append(sl, 100)
	sl[0] = -1
	fmt.Println(a5, sl)
	ms := map[string][3]int{"x": {1, 2, 3}}
	fmt.Println(ms["x"][idx(1)], ms["y"][2])
	mw := map[int]wide{}
	mw[1] = w
	fmt.Println(mw[1].cells[idx(3)].s, mw[2].head)
	ch := make(chan board, 1)
	ch <- b
	got := <-ch
	fmt.Println(got == b)
	var iface any = b
	bb := iface.(board)
	bb[0][0].v = 77
	fmt.Println(iface == any(b), bb == b)
	fn := func() board { return bb }
	fmt.Println(fn()[0][idx(0)].v)
	mat := [][]float64{{1, 2}, {3, 4}}
	for i := range mat {
		for j := range mat[i] {
			mat[i][j] *= 2.5
		}
	}
	fmt.Println(mat)
	bytes := [4]byte{1, 2, 3}
	bs := bytes[:]
	bs[3] = 255
	bs[3]++
	bytes[idx(0)] -= 2
	fmt.Println(bytes, bs, string([]byte{72, 105}))
	nested := [2][]map[string]int{{{"a": 1}}, nil}
	nested[idx(0)][0]["a"]++
	nested[1] = append(nested[1], map[string]int{"z": 26})
	fmt.Println(nested)
	type e struct{}
	es := [3]e{}
	em := map[e]int{{}: 4}
	fmt.Println(len(es), es, em[e{}])
	z := [...]string{3: "d", 1: "b"}
	for i, s := range z {
		fmt.Print(i, s, ",")
	}
	fmt.Println(len(z))
	arrp := new([3]*cell)
	arrp[idx(1)] = &cell{v: 4}
	arrp[1].v *= 3
	fmt.Println(arrp[1].v, arrp[0] == nil)
	cells := make([]cell, 2, 2)
	p0 := &cells[0]
	cells = append(cells, cell{v: 3})
	p0.v = 9
	fmt.Println(cells[0].v, p0.v)
	copy(cells, []cell{{v: 1}, {v: 2}})
	cells = append(cells[:1], cells[2:]...)
	fmt.Println(cells)
}
