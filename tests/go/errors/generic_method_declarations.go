package main

type S struct{}

func (s S) M[T any](x T)    { var y T }
func (s S) M[T any](x T)    {}
func (s S) N[T any, T any]() {}

type L[T any] []T

func (l L[T]) P[T any]()      {}
func (l L[T]) Q[U T]()        {}
func (l L[T]) R[U Undefined]() {}
func (l L[T]) V[l any]()      {}
func (l L[T]) W[x any](x int) {}
func (l L) X[U any]()         {}
func (l *L[A, B]) Y[U any]()  {}
func (l L[_]) Z[U any](u U)   { u.Z() }
