package main

import "fmt"

type point struct{ x, y int }

type line struct {
	from, to point
	name     string
}

type grid [3][4]point

type key struct {
	a int
	s string
}

type tree struct {
	left, right *tree
	val         int
}

func (t *tree) insert(v int) *tree {
	if t == nil {
		return &tree{val: v}
	}
	if v < t.val {
		t.left = t.left.insert(v)
	} else {
		t.right = t.right.insert(v)
	}
	return t
}

func (t *tree) walk(f func(int)) {
	if t != nil {
		t.left.walk(f)
		f(t.val)
		t.right.walk(f)
	}
}

var table = [...]string{2: "two", 0: "zero", 4: "four"}
var global grid
var counts = map[string]int{"a": 1, "b": 2}

func modify(l line) line {
	l.from.x = 100
	return l
}

func ident(i int) int { return i }

func main() {
	l := line{point{1, 2}, point{y: 4}, "l"}
	m := l
	m.to.x = 9
	fmt.Println(l, m, l == m, l.from == point{1, 2})
	fmt.Println(modify(l).from.x, l.from.x)
	p := &l.to
	p.x = 77
	q := &p.y
	*q += 5
	fmt.Println(l, *p)
	l.from, l.to = l.to, l.from
	fmt.Println(l)
	var g grid
	for i := range g {
		for j := range g[i] {
			g[i][j] = point{i, j}
			g[i][j].x *= 10
		}
	}
	h := g
	h[ident(1)][ident(2)].y = 99
	fmt.Println(g[1], h[1][2], g == h, len(g), len(g[0]))
	global = h
	global[2][ident(3)].x++
	pg := &global[ident(2)]
	pg[3].y--
	fmt.Println(global[2], table, len(table))
	s := []point{{1, 2}, {3, 4}}
	s = append(s, point{5, 6}, point{7, 8})
	s[ident(2)].x = 50
	for i := range s {
		s[i].y++
	}
	t := s[1:3]
	t = append(t, point{0, 0})
	fmt.Println(s, t, len(t), cap(t) >= 3)
	u := s[1:2:2]
	u = append(u, point{9, 9})
	fmt.Println(s, u)
	ps := []*point{{1, 1}, {2, 2}}
	ps[1].x = 20
	fmt.Println(*ps[0], *ps[1])
	mm := map[key]point{{1, "a"}: {1, 1}, {2, "b"}: {2, 2}}
	mm[key{3, "c"}] = point{3, 3}
	v, ok := mm[key{2, "b"}]
	fmt.Println(v, ok, mm[key{9, ""}], len(mm))
	delete(mm, key{1, "a"})
	_, ok = mm[key{1, "a"}]
	fmt.Println(ok, mm)
	counts["a"]++
	counts["z"] += 5
	counts["b"] *= 7
	fmt.Println(counts)
	nested := map[string]map[string][]int{}
	for i := range 6 {
		k := string(rune('a' + i%2))
		if nested[k] == nil {
			nested[k] = map[string][]int{}
		}
		nested[k]["v"] = append(nested[k]["v"], i)
	}
	fmt.Println(nested)
	arrm := map[[2]int]string{{1, 2}: "x"}
	fmt.Println(arrm[[2]int{1, 2}], arrm)
	var root *tree
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		root = root.insert(v)
	}
	root.walk(func(v int) { fmt.Print(v, " ") })
	fmt.Println()
	b := []byte("hello")
	b[0] = 'J'
	copy(b[1:], "EL")
	fmt.Println(string(b), b[1], len(b))
	b = append(b, " wörld"...)
	fmt.Println(string(b), []rune("wörld")[1], string([]rune{'日', 0x672c}))
	str := "substring"
	fmt.Println(str[3:], str[:3], str[3:6], str[2], len(str[9:]))
	fmt.Println("a" < "b", "abc" >= "abd", str == "sub"+"string")
	var nilm map[string]int
	var nils []int
	fmt.Println(nilm["x"], len(nilm), len(nils), nils == nil, append(nils, 1))
	big := make([][8]int, 3)
	big[1][ident(7)] = 4
	fmt.Println(big)
	var huge [100]int
	huge[50] = 5
	hp := &huge
	cp := huge
	hp[51]++
	fmt.Println(cp[50], cp[51], huge[51], len(hp))
	sum := 0
	for _, v := range huge {
		sum += v
	}
	fmt.Println(sum)
	anon := struct {
		A int
		B []string
	}{1, []string{"x"}}
	fmt.Printf("%v %+v\n", anon, anon)
	arr := [5]int{1, 2, 3, 4, 5}
	sl := arr[1:4]
	sl[0] = 20
	fmt.Println(arr, sl, cap(sl), [3]int(sl), *(*[2]int)(sl))
	clear(sl)
	fmt.Println(arr)
	clear(counts)
	fmt.Println(len(counts), copy(sl, arr[2:]))
	i := 2
	i, arr[i] = 4, 100
	fmt.Println(i, arr)
	var e struct{}
	fmt.Println(e, struct{}{} == e, new(int) != nil, *new(point))
	x := []int{1, 2, 3}
	x[0], x[1], x[2] = x[2], x[0], x[1]
	fmt.Println(x)
	y := make([]string, 2, 10)
	fmt.Printf("%q %d %d\n", y, len(y), cap(y))
}
