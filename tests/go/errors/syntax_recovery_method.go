package main

func (c *Container[T]) Sum() T where T Numeric {
	var sum T
	for _, item := range c.items {
		sum += item
	}
	return sum
}

func NewFoo[map[string]int Addable](options ...int) {}

func main()
{
	var x int
	x = 1
}
