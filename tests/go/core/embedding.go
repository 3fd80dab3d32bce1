package main

import "fmt"

type Animal struct{ Name string }

func (a Animal) Speak() string   { return a.Name + " speaks" }
func (a *Animal) Rename(n string) { a.Name = n }

type Dog struct {
	Animal
	Breed string
}

func (d Dog) Speak() string { return d.Animal.Speak() + ", woof" }

type Puppy struct {
	*Dog
	Age int
}

type Speaker interface{ Speak() string }

type Loud struct{ Speaker }

func (l Loud) Speak() string { return l.Speaker.Speak() + "!" }

type A struct{ X, Y int }
type B struct{ X, Z int }
type AB struct {
	A
	B
	Y string
}
type Logger struct{ prefix string }

func (l *Logger) Log(s string) { fmt.Println(l.prefix + s) }

type Service struct {
	*Logger
	Name string
}
type inner struct{ v int }

func (i inner) get() int   { return i.v }
func (i *inner) set(v int) { i.v = v }

type outer struct{ inner }

func main() {
	d := Dog{Animal{"Rex"}, "lab"}
	d.Rename("Max")
	fmt.Println(d.Name, d.Speak(), d.Animal.Speak(), d)
	p := Puppy{&d, 1}
	p.Rename("Tiny")
	fmt.Println(p.Name, d.Name, p.Speak(), p.Breed)
	var s Speaker = p
	fmt.Println(Loud{s}.Speak(), Loud{Loud{d}}.Speak())
	ab := AB{A{1, 2}, B{3, 4}, "y"}
	fmt.Println(ab.A.X, ab.B.X, ab.Y, ab.A.Y, ab.Z)
	svc := Service{&Logger{"> "}, "svc"}
	svc.Log("hi")
	svc.prefix = "# "
	svc.Log("again")
	o := outer{}
	o.set(5)
	f, g := o.get, o.set
	g(7)
	fmt.Println(o.get(), f(), o.v, outer.get(o))
	(*outer).set(&o, 9)
	fmt.Printf("%v %+v\n", o, o)
	anon := struct {
		Animal
		int
		n *inner
	}{Animal{"anon"}, 3, &inner{4}}
	fmt.Println(anon.Speak(), anon.int, anon.n.get())
	var nilp Puppy
	defer func() { fmt.Println("recovered:", recover()) }()
	fmt.Println(nilp.Name)
}
