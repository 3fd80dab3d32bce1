package main

type S struct{}

func (s S) Id[T any](x T) T                      { return x }
func (s S) New[T any]() T                        { var z T; return z }
func (s *S) Two[A any, B comparable](a A) (b B) { return }

func main() {
	var s S
	s.New()
	s.Id[int, string](1)
	s.Id[int]("x")
	s.Two[int, func()](1)
	S{}.Two[int, string](1)
	_ = S.Two[int, string]
	f := s.Id
	s.Id
	_ = s.Id[int] + 1
	s.Two(1)
}
