// Packages math/cmplx, math/rand and what reads or prints numbers: edges and exact results.
package main

import (
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"math/cmplx"
	"math/rand"
	r2 "math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
)

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func bits(c complex128) string {
	f := func(x float64) string {
		if math.IsNaN(x) {
			return "nan"
		}
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	return f(real(c)) + "," + f(imag(c))
}

func main() {
	inf, nan := math.Inf(1), math.NaN()
	vals := []float64{0, math.Copysign(0, -1), 1, -1, 0.3, -0.3, 2.5, -7, 1e200, inf, -inf, nan, 3.9, 4.1}
	names := []string{"sqrt", "exp", "sin", "cos", "sinh", "cosh", "acosh", "acos", "asinh", "log", "tan", "atan"}
	for k, f := range []func(complex128) complex128{cmplx.Sqrt, cmplx.Exp, cmplx.Sin, cmplx.Cos, cmplx.Sinh, cmplx.Cosh, cmplx.Acosh, cmplx.Acos, cmplx.Asinh, cmplx.Log, cmplx.Tan, cmplx.Atan} {
		for _, a := range vals {
			fmt.Print(names[k], a, ": ")
			for _, b := range vals {
				if k > 0 && (math.IsInf(a, 0) || math.IsInf(b, 0) || a != a || b != b || math.Abs(a) > 100 || math.Abs(b) > 100 || a == 0 || b == 0 || math.Abs(a) < 1e-100) {
					continue
				}
				c := f(complex(a, b))
				if k == 0 {
					fmt.Print(bits(c), " ")
				} else {
					fmt.Printf("%.10g ", c)
				}
			}
			fmt.Println()
		}
	}
	for _, x := range []complex128{0, 1, 2i, -3 + 1i, 0.5 - 0.25i} {
		for _, y := range []complex128{0, 1, -1, 2i, -2 + 1i, 0.5 - 0.25i, 3} {
			fmt.Printf("%.10g ", cmplx.Pow(x, y))
		}
		fmt.Println()
	}
	try(func() { cmplx.Pow(0, complex(nan, 1)) })
	try(func() { cmplx.Pow(0, complex(0, 1)) })
	for _, x := range vals {
		fmt.Print(math.Logb(x), math.Ilogb(x), " ")
	}
	fmt.Println()
	fmt.Println(math.Sinh(vals[1]), math.Atanh(vals[1]), math.Erfinv(vals[1]))
	random()
	texts()
}

func random() {
	for _, seed := range []int64{0, -7} {
		r := rand.New(rand.NewSource(seed))
		for _, n := range []int64{1, 2, 3, 1 << 10, 1<<62 + 1, 1<<63 - 1, 1 << 62, 1000} {
			fmt.Print(r.Int63n(n), r.Int31n(int32(n&0x3fffffff|1)), " ")
		}
		for _, n := range []int32{1, 2, 64, 1 << 30, 1<<30 + 1, 1<<31 - 1} {
			fmt.Print(r.Int31n(n), r.Intn(int(n)), " ")
		}
		fmt.Print(r.Intn(1<<40), r.Uint64(), r.Uint32(), r.Int(), r.Float64(), r.Float32(), r.Perm(7), r.Perm(1), r.Perm(0))
		x := []int{1, 2, 3, 4, 5, 6, 7, 8}
		r.Shuffle(len(x), func(i, j int) { fmt.Print(i, j, ","); x[i], x[j] = x[j], x[i] })
		b := make([]byte, 10)
		r.Read(b)
		fmt.Println(x, b)
		r.Read(b[:3])
		r.Seed(seed + 1)
		r.Read(b)
		fmt.Println(b)
		sum := 0.0
		for range 3000 {
			sum += r.NormFloat64() + 2*r.ExpFloat64()
		}
		z := rand.NewZipf(r, 1.5, 2, 1000)
		n := uint64(0)
		for range 300 {
			n = n*31 + z.Uint64()
		}
		fmt.Println(sum, n, r.Int63())
		pcg := r2.New(r2.NewPCG(uint64(seed), 5))
		fmt.Print(pcg.Perm(7), pcg.Perm(1), pcg.Perm(0), pcg.IntN(10), pcg.Uint64())
		pcg.Shuffle(len(x), func(i, j int) { fmt.Print(i, j, ","); x[i], x[j] = x[j], x[i] })
		sum = 0
		for range 3000 {
			sum += pcg.NormFloat64() + 2*pcg.ExpFloat64()
		}
		z2 := r2.NewZipf(pcg, 3, 1, 50)
		for range 300 {
			n = n*31 + z2.Uint64()
		}
		fmt.Println(sum, n, pcg.Uint64())
	}
	type s63 struct{ rand.Source }
	r := rand.New(s63{rand.NewSource(3)})
	fmt.Println(r.Uint64(), r.Uint64())
	fmt.Println(rand.NewZipf(r, 1, 1, 1), rand.NewZipf(r, 2, 0.5, 1))
	try(func() { var z *rand.Zipf; z.Uint64() })
	try(func() { var z *r2.Zipf; z.Uint64() })
	try(func() { r.Intn(0) })
	try(func() { r.Int31n(-1) })
	try(func() { r.Int63n(0) })
	try(func() { r.Perm(-1) })
	try(func() { r.Shuffle(-1, nil) })
	try(func() { r2.Shuffle(-1, nil) })
	try(func() { r2.Perm(-1) })
}

func texts() {
	for _, s := range []string{"0", "00", "0x", "0x1f", "0X1F", "0b101", "0B2", "0o17", "017", "08", "1_000", "0_1", "0x_1", "_1", "1__0", "", "-0x10", "+7", "0b", "0xg", "18446744073709551616", "zz"} {
		for _, base := range []int{0, 2, 16, 37} {
			n, e := strconv.ParseInt(s, base, 64)
			u, e2 := strconv.ParseUint(s, base, 8)
			fmt.Print(n, e, u, e2, "; ")
		}
		fmt.Println()
	}
	fmt.Println(strconv.ParseUint("0", 0, 99))
	fmt.Println(strconv.ParseBool("TRUE"))
	fmt.Println(strconv.ParseBool("yes"))
	for _, tag := range []reflect.StructTag{`json:"a,b" xml:"c"`, `json:"a\"b"  x:"\q"`, `json: "a"`, ` json:"a"`, `json:"a`, `json`, `:"a"`, `a:"1"b:"2"`, "a:\"1\"\tb:\"2\""} {
		for _, k := range []string{"json", "xml", "x", "a", "b", ""} {
			v, ok := tag.Lookup(k)
			fmt.Printf("%q %v;", v, ok)
		}
		fmt.Println()
	}
	fmt.Println(hex.DecodeString("0aFfg1"))
	fmt.Println(hex.DecodeString("0aFf0"))
	fmt.Println(hex.DecodeString("DEADbeef"))
	for c := range 256 {
		if b, e := hex.DecodeString("0" + string([]byte{byte(c)})); e == nil {
			fmt.Print(c, b, " ")
		}
	}
	for _, s := range []string{"a\"b\n", "\"a\nb", "a,b\nc\n", "\"a\"b\n", "x,\"y\n\nz\" q\n"} {
		recs, e := csv.NewReader(strings.NewReader(s)).ReadAll()
		fmt.Println(recs, e)
	}
	var p *int
	fmt.Println(json.Unmarshal([]byte("1"), nil), json.Unmarshal([]byte("1"), 5), json.Unmarshal([]byte("1"), p))
	var raw json.RawMessage
	b, e := json.Marshal(struct{ A, B json.RawMessage }{nil, json.RawMessage(`{"x":1}`)})
	fmt.Println(string(b), e, raw.UnmarshalJSON([]byte("[1]")), string(raw))
	fmt.Println((*json.RawMessage)(nil).UnmarshalJSON(nil))
	for _, d := range []time.Duration{0, 1, -1, -1 << 63, 1<<63 - 1, 1500, -1500} {
		fmt.Print(d.Abs(), d.Truncate(1000), d.Truncate(0), d.Truncate(-5), d.Round(1000), " ")
	}
	fmt.Println(time.Time{}.Location(), time.Unix(0, 0).UTC().Location(), time.Unix(0, 0).In(time.FixedZone("X", 3600)))
	for _, r := range []testing.BenchmarkResult{{}, {N: 3, T: 1}, {N: 1000, T: 123456789, Bytes: 10, MemAllocs: 5555, MemBytes: 123456}, {N: 7, T: 1e9, Extra: map[string]float64{"a/op": 0.00001, "b/op": 999.95, "c/op": 999.949, "d": 99.995, "e": 9.9994, "f": 0.099994, "g": -5, "h": 0.0009, "i": 0}}} {
		fmt.Printf("%q %q %d %d %d\n", r.String(), r.MemString(), r.NsPerOp(), r.AllocsPerOp(), r.AllocedBytesPerOp())
	}
	x := new(big.Int)
	fmt.Println(x.MulRange(3, 7), x.MulRange(7, 3), x.MulRange(-2, 2), x.MulRange(-3, -1), x.MulRange(0, 0), x.MulRange(-2, -4))
	fmt.Printf("%+d % d %d %+x %#x\n", big.NewInt(5), big.NewInt(5), big.NewInt(-5), big.NewInt(255), big.NewInt(-255))
	for _, in := range []string{"true", "t", "TRUE", "tr", "tru", "false", "F", "fal", "0", "1", "x", ""} {
		var b bool
		n, e := fmt.Sscan(in, &b)
		fmt.Print(in, n, e, b, "; ")
	}
	fmt.Println()
	type in struct{ V any }
	va := reflect.ValueOf(in{1}).Field(0)
	vb := reflect.ValueOf(in{1}).Field(0)
	fmt.Println(va.Equal(vb), va.Equal(reflect.ValueOf(1)), va.Equal(reflect.ValueOf("1")), va.Equal(reflect.Value{}), reflect.Value{}.Equal(reflect.Value{}))
	try(func() { reflect.ValueOf([]int{1}).Equal(reflect.ValueOf([]int{1})) })
}
