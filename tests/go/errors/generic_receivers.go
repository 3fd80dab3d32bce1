package main

type Q[A any] struct{}

func (q Q[A, B]) m1()  {}
func (q *Q[A, B]) m2() {}
func (q *Q) m3()       {}
func (q Q[*int]) m4()  {}
func (q *(Q[A])) m5()  {}

type N struct{}

func (N[A]) n1()  {}
func (*N[A]) n2() {}
func (**N) n3()   {}
