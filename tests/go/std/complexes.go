// Package math/cmplx on the axes, at infinity and where there is no number.
package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

var functions = []struct {
	name string
	f    func(complex128) complex128
}{
	{"Sqrt", cmplx.Sqrt}, {"Exp", cmplx.Exp}, {"Log", cmplx.Log}, {"Log10", cmplx.Log10},
	{"Sin", cmplx.Sin}, {"Cos", cmplx.Cos}, {"Tan", cmplx.Tan}, {"Cot", cmplx.Cot}, {"Sinh", cmplx.Sinh}, {"Cosh", cmplx.Cosh}, {"Tanh", cmplx.Tanh},
	{"Asin", cmplx.Asin}, {"Acos", cmplx.Acos}, {"Atan", cmplx.Atan}, {"Asinh", cmplx.Asinh}, {"Acosh", cmplx.Acosh}, {"Atanh", cmplx.Atanh},
}

// both is x and -x.
func both(values ...float64) []float64 {
	for _, x := range values {
		values = append(values, -x)
	}
	return values
}

// try is what f says, or its panic.
func try(f func() complex128) (said any) {
	defer func() {
		if r := recover(); r != nil {
			said = r
		}
	}()
	return f()
}

func main() {
	zero, inf, nan := 0.0, math.Inf(1), math.NaN()
	special := append(both(zero, inf), nan, 0.5, -2)
	for _, f := range functions {
		fmt.Println(f.name)
		for _, re := range special {
			for _, im := range special {
				fmt.Print(f.f(complex(re, im)), " ")
			}
			fmt.Println()
		}
		fmt.Println("on the axes")
		for _, x := range both(0.3, 1, math.Pi/2, 800, 1e-300) {
			for _, z := range both(zero) {
				fmt.Print(f.f(complex(x, z)), f.f(complex(z, x)), " ")
			}
			fmt.Println()
		}
		fmt.Println("near a pole", f.f(complex(math.Pi/2, 1e-9)), f.f(complex(1e-7, 2e-9)), f.f(complex(100*math.Pi, 1e-5)), f.f(complex(1e-5, 100*math.Pi)))
	}
	for _, x := range special {
		for _, y := range special {
			fmt.Print(try(func() complex128 { return cmplx.Pow(0, complex(x, y)) }), cmplx.Pow(complex(x, y), 0), cmplx.Pow(complex(x, y), -1), cmplx.Rect(x, y), " ")
		}
		fmt.Println()
	}
}
