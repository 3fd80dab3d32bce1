// Package io, bytes.Reader, strings.Reader and bytes.Buffer: wrong counts, errors, seeking, what can be undone.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

var boom = errors.New("boom")

type bad struct {
	n   int
	err error
}

func (b bad) Write(p []byte) (int, error) { return b.n, b.err }
func (b bad) Read(p []byte) (int, error)  { return b.n, b.err }

type onlyR struct{ io.Reader }
type onlyW struct{ io.Writer }

type at struct {
	strings.Builder
	log []string
}

func (a *at) WriteAt(p []byte, off int64) (int, error) {
	a.log = append(a.log, fmt.Sprintf("%d:%s", off, p))
	if string(p) == "fail" {
		return 2, boom
	}
	return len(p), nil
}

type logR struct {
	io.Reader
	sizes *[]int
}

func (l logR) Read(p []byte) (int, error) {
	*l.sizes = append(*l.sizes, len(p))
	return l.Reader.Read(p)
}

func quoted(p []byte) string { return strconv.Quote(string(p)) }

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	for _, w := range []bad{{-1, nil}, {100, nil}, {2, nil}, {3, nil}, {2, boom}, {100, boom}, {0, nil}} {
		n, e := io.Copy(onlyW{w}, onlyR{strings.NewReader("abc")})
		fmt.Println(n, e)
		m, e := io.MultiWriter(io.Discard, w, bad{0, boom}).Write([]byte("abc"))
		fmt.Println(m, e)
		m, e = io.WriteString(io.MultiWriter(io.Discard, w), "abc")
		fmt.Println(m, e)
		p := make([]byte, 2)
		m, e = io.TeeReader(strings.NewReader("abc"), w).Read(p)
		fmt.Println(m, e)
	}
	fmt.Println(io.Copy(onlyW{io.Discard}, onlyR{bad{0, boom}}))
	fmt.Println(io.Copy(io.Discard, onlyR{bad{0, boom}}))
	fmt.Println(io.Copy(io.Discard, onlyR{strings.NewReader(strings.Repeat("x", 20000))}))
	fmt.Println(io.ReadAll(bad{0, boom}))
	for _, n := range []int64{-1, 0, 2, 3, 5, 70000} {
		var sizes []int
		var b bytes.Buffer
		m, e := io.CopyN(onlyW{&b}, logR{strings.NewReader("abc"), &sizes}, n)
		fmt.Println(m, e, b.String(), sizes)
	}
	try(func() { io.CopyBuffer(io.Discard, strings.NewReader(""), []byte{}) })
	var sizes []int
	fmt.Println(io.CopyBuffer(onlyW{io.Discard}, logR{strings.NewReader("abcdefg"), &sizes}, make([]byte, 3)))
	fmt.Println(sizes)
	for _, min := range []int{-1, 0, 1, 3, 4, 6} {
		buf := make([]byte, 5)
		for _, r := range []io.Reader{strings.NewReader("abc"), strings.NewReader(""), bad{2, boom}, bad{0, boom}, strings.NewReader("abcdefg")} {
			n, e := io.ReadAtLeast(r, buf, min)
			fmt.Print(n, e, "; ")
		}
		fmt.Println()
	}
	fmt.Println(io.ReadFull(strings.NewReader("ab"), make([]byte, 3)))
	s := io.NewSectionReader(strings.NewReader("0123456789"), 2, 5)
	for _, whence := range []int{-1, 0, 1, 2, 3} {
		for _, off := range []int64{-9, -1, 0, 3, 9} {
			n, e := s.Seek(off, whence)
			p := make([]byte, 3)
			m, e2 := s.Read(p)
			fmt.Print(n, e, m, e2, quoted(p[:m]), "; ")
		}
		fmt.Println()
	}
	for _, off := range []int64{-1, 0, 3, 4, 5, 9} {
		for _, n := range []int{0, 1, 2, 9} {
			p := make([]byte, n)
			m, e := s.ReadAt(p, off)
			fmt.Print(m, e, quoted(p[:m]), "; ")
		}
	}
	fmt.Println(s.Size())
	fmt.Println(s.Outer())
	big := io.NewSectionReader(strings.NewReader("0123456789"), 3, 1<<63-1)
	fmt.Println(big.Size())
	a := &at{}
	o := io.NewOffsetWriter(a, 10)
	for _, whence := range []int{-1, 0, 1, 2} {
		for _, off := range []int64{-20, -1, 0, 4} {
			n, e := o.Seek(off, whence)
			fmt.Print(n, e, "; ")
			m, e := o.Write([]byte("xy"))
			fmt.Print(m, e, "; ")
		}
	}
	fmt.Println(o.Write([]byte("fail")))
	fmt.Println(o.WriteAt([]byte("q"), -1))
	fmt.Println(o.WriteAt([]byte("q"), 3))
	fmt.Println(a.log)
	l := io.LimitReader(strings.NewReader("abcdef"), 4)
	p := make([]byte, 3)
	for range 3 {
		n, e := l.Read(p)
		fmt.Print(n, e, quoted(p[:n]), "; ")
	}
	fmt.Println()
	mr := io.MultiReader(strings.NewReader("ab"), strings.NewReader(""), io.MultiReader(strings.NewReader("cd")), bad{0, boom})
	for range 6 {
		n, e := mr.Read(p)
		fmt.Print(n, e, quoted(p[:n]), "; ")
	}
	fmt.Println()
	c := io.NopCloser(strings.NewReader("x"))
	_, isTo := c.(io.WriterTo)
	_, isTo2 := io.NopCloser(onlyR{}).(io.WriterTo)
	fmt.Printf("%T %v %v %v\n", c, isTo, isTo2, c.Close())
	// pipes
	r, w := io.Pipe()
	go func() {
		fmt.Fprint(w, "hello")
		w.Write(nil)
		fmt.Fprint(w, "world")
		w.CloseWithError(boom)
	}()
	for range 7 {
		n, e := r.Read(p)
		fmt.Print(n, e, quoted(p[:n]), "; ")
	}
	fmt.Println(r.Close())
	fmt.Println(w.Write([]byte("x")))
	r, w = io.Pipe()
	r.CloseWithError(boom)
	r.CloseWithError(nil)
	fmt.Println(w.Write([]byte("x")))
	fmt.Println(r.Read(p))
	fmt.Println(w.Close())
	fmt.Println(w.Write([]byte("x")))
	fmt.Println(r.Read(p))
	r, w = io.Pipe()
	go func() { r.Read(p[:1]); r.Close() }()
	fmt.Println(w.Write([]byte("abc")))
	// in memory
	readers()
}

type reader interface {
	io.ReadSeeker
	io.ReaderAt
	io.ByteScanner
	io.RuneScanner
	io.WriterTo
	Len() int
	Size() int64
}

func readers() {
	for _, text := range []string{"", "aé世\xff b"} {
		for _, r := range []reader{strings.NewReader(text), bytes.NewReader([]byte(text)), new(strings.Reader), new(bytes.Reader)} {
			fmt.Printf("%T %q %d %d\n", r, fmt.Sprint(r), r.Len(), r.Size())
			fmt.Println(r.UnreadByte(), r.UnreadRune())
			for range 3 {
				c, n, e := r.ReadRune()
				fmt.Print(strconv.Quote(string(c)), n, e, r.UnreadRune(), r.UnreadRune(), " ")
				c, n, e = r.ReadRune()
				fmt.Print(strconv.Quote(string(c)), n, e, r.UnreadByte(), r.UnreadRune(), r.Len(), " ")
				b, e := r.ReadByte()
				fmt.Print(b, e, r.UnreadRune(), r.UnreadByte(), " ")
				p := make([]byte, 2)
				m, e := r.Read(p)
				fmt.Print(m, e, quoted(p[:m]), r.UnreadRune(), ";")
			}
			m, e := r.Read(nil)
			fmt.Println(m, e)
			for _, whence := range []int{-1, 0, 1, 2, 3} {
				for _, off := range []int64{-30, -1, 0, 2, 20} {
					n, e := r.Seek(off, whence)
					c, _, e2 := r.ReadRune()
					fmt.Print(n, e, strconv.Quote(string(c)), e2, r.Len(), " ")
				}
			}
			fmt.Println()
			for _, off := range []int64{-1, 0, 1, 20} {
				p := make([]byte, 3)
				n, e := r.ReadAt(p, off)
				n2, e2 := r.ReadAt(nil, off)
				fmt.Print(n, e, n2, e2, " ")
			}
			r.Seek(0, 0)
			n, e2 := r.WriteTo(bad{0, boom})
			fmt.Print(n, e2, " ")
			n, e2 = r.WriteTo(bad{1, nil})
			fmt.Print(n, e2, r.Len(), " ")
			try(func() { fmt.Println(r.WriteTo(bad{100, nil})) })
			n, e2 = r.WriteTo(io.Discard)
			fmt.Println(n, e2, r.Len())
			fmt.Println(r.WriteTo(io.Discard))
		}
	}
	s := strings.NewReader("x")
	s.ReadByte()
	s.Reset("new")
	b := bytes.NewReader([]byte("x"))
	b.ReadByte()
	b.Reset([]byte("new"))
	x, _ := io.ReadAll(s)
	y, _ := io.ReadAll(b)
	fmt.Println(string(x), string(y))
	buffers()
}

func buffers() {
	var b bytes.Buffer
	fmt.Println(b.Read(nil))
	fmt.Println(b.Read(make([]byte, 1)))
	fmt.Println(b.UnreadByte(), b.UnreadRune())
	b.WriteString("aé世 lines\nand more\nend")
	for i := range 30 {
		switch i % 6 {
		case 0:
			c, n, e := b.ReadRune()
			fmt.Print(strconv.Quote(string(c)), n, e, b.UnreadRune(), b.UnreadRune(), b.UnreadByte())
		case 1:
			c, e := b.ReadByte()
			fmt.Print(c, e, b.UnreadByte(), b.UnreadByte())
		case 2:
			p := make([]byte, i%4)
			n, e := b.Read(p)
			fmt.Print(n, e, b.UnreadByte())
		case 3:
			fmt.Printf("%q", b.Next(i%5))
			fmt.Print(b.UnreadByte(), b.UnreadRune())
		case 4:
			s, e := b.ReadString('\n')
			fmt.Printf("%q %v %v", s, e, b.UnreadByte())
		case 5:
			s, e := b.Peek(3)
			fmt.Printf("%q %v %d", s, e, b.Len())
		}
		fmt.Print("; ")
	}
	fmt.Println()
	try(func() { b.Truncate(-1) })
	try(func() { b.Truncate(100) })
	b.Reset()
	b.WriteString("abcdef")
	b.ReadByte()
	b.Truncate(3)
	fmt.Println(b.String(), b.Len(), b.Cap(), b.Available(), b.UnreadByte())
	b.Truncate(0)
	fmt.Println(b.String(), b.Len())
	fmt.Println(bytes.TrimPrefix([]byte("abc"), []byte("ab")), bytes.TrimSuffix([]byte("abc"), []byte("x")))
	fmt.Println(bytes.CutPrefix([]byte("abc"), []byte("b")))
	fmt.Println(bytes.CutSuffix([]byte("abc"), []byte("c")))
	x, y, ok := bytes.Cut([]byte("a=b=c"), []byte("="))
	fmt.Println(string(x), string(y), ok)
	x, y, ok = bytes.Cut([]byte("abc"), []byte("="))
	fmt.Println(string(x), y == nil, ok)
	fmt.Println(strings.Cut("a=b=c", "="))
	fmt.Println(strings.Cut("abc", "="))
	fmt.Println(strings.CutPrefix("abc", "b"))
	fmt.Println(strings.CutSuffix("abc", "c"))
	fmt.Println(strings.TrimPrefix("abc", "ab"), strings.TrimSuffix("abc", "bc"), strings.TrimSuffix("abc", "q"))
}
