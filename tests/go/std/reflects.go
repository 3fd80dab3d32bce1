// Package reflect: types, values, DeepEqual.
package main

import (
	"fmt"
	"reflect"
	"strings"
)

type stringer interface{ String() string }
type tagged struct {
	A int    `json:"a,omitempty" db:"col"`
	B string `k:"v"`
	c bool
	D []int
	E map[string]float64
	F *tagged
	G any
}
type embed struct {
	tagged
	X int8
}
type named int

func (n named) String() string   { return "n" }
func (n *named) Set(x int)       { *n = named(x) }
func f(a int, b ...string) error { return nil }

func main() {
	for _, v := range []any{1, "s", 1.5, true, []int{1}, [2]string{}, map[string]int{}, tagged{}, &tagged{}, named(3), f, make(chan int), complex(1, 2), byte(1), 'x', struct{ Y int }{}, uintptr(1), error(nil)} {
		t := reflect.TypeOf(v)
		if t == nil {
			fmt.Println("nil type")
			continue
		}
		fmt.Printf("%v|%s|%s|%s|%d\n", t, t.Name(), t.Kind(), t.PkgPath(), t.Size())
	}
	t := reflect.TypeOf(embed{})
	for i := range t.NumField() {
		sf := t.Field(i)
		fmt.Println(sf.Name, sf.Type, sf.Anonymous, sf.IsExported(), sf.Offset, sf.Index)
	}
	sf, ok := t.FieldByName("A")
	fmt.Println(sf.Name, sf.Index, ok, sf.Tag, sf.Tag.Get("json"), sf.Tag.Get("db"), sf.Tag.Get("none"))
	_, ok = sf.Tag.Lookup("zz")
	fmt.Println(ok)
	ft := reflect.TypeOf(f)
	fmt.Println(ft.NumIn(), ft.In(0), ft.In(1), ft.NumOut(), ft.Out(0), ft.IsVariadic())
	st := reflect.TypeOf((*stringer)(nil)).Elem()
	fmt.Println(st, st.Kind(), reflect.TypeOf(named(1)).Implements(st), reflect.TypeOf(1).Implements(st), reflect.TypeFor[named]().NumMethod())
	fmt.Println(reflect.TypeOf(1).ConvertibleTo(reflect.TypeOf("")), reflect.TypeOf(1).AssignableTo(reflect.TypeOf(named(1))), reflect.TypeOf([]int{}).Comparable(), reflect.TypeOf(1) == reflect.TypeOf(2))

	x := 3.4
	v := reflect.ValueOf(&x).Elem()
	v.SetFloat(7.5)
	fmt.Println(x, v.CanSet(), reflect.ValueOf(x).CanSet(), v.Type(), v.Kind() == reflect.Float64)
	tg := tagged{A: 1, B: "b", D: []int{1, 2}, E: map[string]float64{"z": 1, "a": 2}, G: 5}
	rv := reflect.ValueOf(&tg).Elem()
	rv.Field(0).SetInt(42)
	rv.FieldByName("B").SetString("changed")
	rv.FieldByName("D").Set(reflect.Append(rv.FieldByName("D"), reflect.ValueOf(3)))
	rv.FieldByName("D").Index(0).SetInt(100)
	rv.FieldByName("E").SetMapIndex(reflect.ValueOf("new"), reflect.ValueOf(9.5))
	rv.FieldByName("G").Set(reflect.ValueOf("any"))
	fmt.Println(tg.A, tg.B, tg.D, tg.E, tg.G, tg.F == nil, rv.NumField(), rv.FieldByName("c").CanSet(), rv.FieldByName("nope").IsValid())
	for i := range rv.NumField() {
		fl := rv.Field(i)
		fmt.Print(rv.Type().Field(i).Name, ":", fl.Kind(), ":", fl.IsZero(), " ")
	}
	fmt.Println()
	keys := rv.FieldByName("E").MapKeys()
	names := []string{}
	for _, k := range keys {
		names = append(names, k.String())
	}
	fmt.Println(len(keys), strings.Contains(strings.Join(names, ","), "new"), rv.FieldByName("E").MapIndex(reflect.ValueOf("a")).Float(), rv.FieldByName("E").MapIndex(reflect.ValueOf("q")).IsValid())
	sum := 0.0
	for it := rv.FieldByName("E").MapRange(); it.Next(); {
		sum += it.Value().Float()
	}
	fmt.Println(sum)
	s := reflect.MakeSlice(reflect.TypeOf([]string{}), 2, 5)
	s.Index(1).SetString("made")
	fmt.Println(s.Interface(), s.Len(), s.Cap(), s.Slice(1, 2).Interface())
	m := reflect.MakeMap(reflect.TypeOf(map[string]int{}))
	m.SetMapIndex(reflect.ValueOf("k"), reflect.ValueOf(1))
	fmt.Println(m.Interface(), m.Len())
	n := reflect.New(reflect.TypeOf(0))
	n.Elem().SetInt(8)
	fmt.Println(*(n.Interface().(*int)), reflect.Zero(reflect.TypeOf("")).Interface() == "", reflect.Indirect(n).Int())
	fmt.Println(reflect.ValueOf(65).Convert(reflect.TypeOf(1.0)).Float(), reflect.ValueOf(named(2)).Convert(reflect.TypeOf(0)).Int(), reflect.ValueOf(named(2)).Interface())
	fmt.Println(reflect.ValueOf("str"), reflect.ValueOf(5).String(), reflect.ValueOf([]byte("b")).Bytes(), reflect.ValueOf(nil).IsValid())
	var e error
	ev := reflect.ValueOf(&e).Elem()
	fmt.Println(ev.Kind(), ev.IsNil(), ev.Type())

	type list struct {
		v    int
		next *list
	}
	a, b := &list{1, &list{2, nil}}, &list{1, &list{2, nil}}
	a.next.next, b.next.next = a, b
	for _, p := range [][2]any{{1, 1}, {1, int64(1)}, {[]int{1, 2}, []int{1, 2}}, {[]int{}, []int(nil)}, {map[string][]int{"a": {1}}, map[string][]int{"a": {1}}}, {tagged{A: 1}, tagged{A: 1}}, {&tagged{B: "x"}, &tagged{B: "y"}}, {a, b}, {nil, nil}, {[]any{1, "a", nil}, []any{1, "a", nil}}, {f, f}, {map[int]int{1: 1}, map[int]int{1: 2}}, {[2]int{1, 2}, [2]int{1, 2}}} {
		fmt.Print(reflect.DeepEqual(p[0], p[1]), " ")
	}
	fmt.Println()
	sw := []string{"a", "b", "c"}
	reflect.Swapper(sw)(0, 2)
	fmt.Println(sw)
	for _, g := range []func(){
		func() { reflect.ValueOf(1).SetInt(2) },
		func() { reflect.ValueOf("x").Int() },
		func() { reflect.ValueOf(tagged{}).Field(99) },
		func() { reflect.ValueOf([]int{}).Index(0) },
		func() { reflect.ValueOf(&x).Elem().Set(reflect.ValueOf("s")) },
		func() { reflect.ValueOf(tagged{}).Field(2).Interface() },
		func() { reflect.TypeOf(1).Elem() },
		func() { reflect.ValueOf(nil).Type() },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			g()
		}()
	}
}
