// Package bufio at its edges: short reads, late errors, full buffers, what can be undone.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// chunks gives its pieces one Read each; the error comes behind, or with the last if together.
type chunks struct {
	pieces   []string
	err      error
	together bool
	reads    int
}

func (c *chunks) Read(p []byte) (int, error) {
	c.reads++
	if len(c.pieces) == 0 {
		return 0, c.err
	}
	n := copy(p, c.pieces[0])
	if c.pieces[0] = c.pieces[0][n:]; c.pieces[0] == "" {
		c.pieces = c.pieces[1:]
	}
	if len(c.pieces) == 0 && c.together {
		return n, c.err
	}
	return n, nil
}

type log struct {
	writes []string
	limit  int
	err    error
}

func (l *log) Write(p []byte) (int, error) {
	if l.limit > 0 && len(p) > l.limit {
		l.writes = append(l.writes, string(p[:l.limit])+"!")
		return l.limit, l.err
	}
	l.writes = append(l.writes, string(p))
	return len(p), nil
}

type slog struct{ log }

func (l *slog) WriteString(s string) (int, error) {
	l.writes = append(l.writes, "S:"+s)
	return len(s), nil
}

var boom = errors.New("boom")

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panic:", r)
		}
	}()
	f()
}

func readers() {
	for _, together := range []bool{false, true} {
		for _, err := range []error{boom} {
			for _, pieces := range [][]string{{}, {"he", "llo wor", "ld\nab\r", "\ncd"}, {strings.Repeat("x", 15) + "\r", "\n1234567890abcdefgh\n"}, {"", "", "é", "\xc3", "\xa9\xff\n", "世界"}} {
				mk := func() (*bufio.Reader, *chunks) {
					c := &chunks{append([]string(nil), pieces...), err, together, 0}
					return bufio.NewReaderSize(c, 1), c
				}
				r, c := mk()
				for i := 0; i < 8; i++ {
					line, pre, e := r.ReadLine()
					fmt.Printf("L %q %v %v %d %v|", line, pre, e, r.Buffered(), line == nil)
				}
				fmt.Println(c.reads)
				r, c = mk()
				for i := 0; i < 8; i++ {
					s, e := r.ReadSlice('l')
					fmt.Printf("S %q %v %v|", s, e, r.UnreadByte())
					b, e := r.ReadByte()
					fmt.Printf("%q %v|", b, e)
				}
				fmt.Println(c.reads)
				r, c = mk()
				for i := 0; i < 6; i++ {
					s, e := r.ReadString('\n')
					fmt.Printf("%q %v|", s, e)
				}
				fmt.Println(c.reads)
				r, c = mk()
				for i := 0; i < 14; i++ {
					a, n, e := r.ReadRune()
					fmt.Printf("%q %d %v ", a, n, e)
					if i%3 == 1 {
						fmt.Print(r.UnreadRune(), r.UnreadRune(), r.UnreadByte(), " ")
					}
					if i%4 == 2 {
						fmt.Print(r.UnreadByte(), r.UnreadRune(), " ")
					}
				}
				fmt.Println(c.reads)
				r, c = mk()
				for _, n := range []int{3, 0, -1, 16, 17, 5, 40} {
					p, e := r.Peek(n)
					fmt.Printf("P%d %q %v %v ", n, p, e, r.UnreadByte())
					d, e := r.Discard(n / 2)
					fmt.Printf("D %d %v %d|", d, e, r.Buffered())
				}
				fmt.Println(c.reads)
				r, c = mk()
				for _, n := range []int{0, 1, 3, 20, 5, 16, 2, 0, 4, 4, 4, 4} {
					p := make([]byte, n)
					m, e := r.Read(p)
					fmt.Printf("R%d %q %v %v %d|", n, p[:m], e, r.UnreadByte(), r.Buffered())
				}
				fmt.Println(c.reads)
				r, c = mk()
				r.ReadByte()
				var w log
				n, e := r.WriteTo(struct{ io.Writer }{&w})
				fmt.Printf("W %d %v %q %v %v\n", n, e, w.writes, r.UnreadByte(), c.reads)
				n, e = r.WriteTo(struct{ io.Writer }{&w})
				fmt.Println(n, e)
			}
		}
	}
	r := bufio.NewReader(&chunks{})
	try("empty", func() { fmt.Println(r.ReadByte()) })
	try("empty", func() { fmt.Println(r.Peek(1)) })
	try("negative", func() { bufio.NewReader(negative{}).ReadByte() })
	try("negative", func() { bufio.NewReader(negative{}).Read(make([]byte, 3)) })
	r2 := bufio.NewReaderSize(r, 10)
	fmt.Println(r2 == r, r2.Size(), bufio.NewReaderSize(r, 5000) == r)
	r.Reset(strings.NewReader("again"))
	fmt.Println(r.ReadString('i'))
	r.Reset(r)
	fmt.Println(r.ReadString('i'))
	var z bufio.Reader
	fmt.Println(z.Size(), z.Buffered())
	z.Reset(strings.NewReader("zero"))
	fmt.Println(z.Size())
	fmt.Println(z.ReadBytes('r'))
}

type negative struct{}

func (negative) Read([]byte) (int, error) { return -1, nil }

func writers() {
	for _, size := range []int{1, 5, 16} {
		for _, limit := range []int{0, 4} {
			for _, err := range []error{boom} {
				l := &slog{log{limit: limit, err: err}}
				for k, under := range []io.Writer{l, struct{ io.Writer }{l}} {
					l.writes = nil
					w := bufio.NewWriterSize(under, size)
					fmt.Print(k, w.Size(), w.Available(), " ")
					n, e := w.Write([]byte("ab"))
					fmt.Print(n, e, w.Buffered(), " ")
					n, e = w.WriteString("cdefghijklmnopqrstuvwxyz")
					fmt.Print(n, e, w.Buffered(), " ")
					e = w.WriteByte('!')
					fmt.Print(e, w.Buffered(), " ")
					n, e = w.WriteRune('é')
					fmt.Print(n, e, w.Buffered(), " ")
					n, e = w.WriteRune('世')
					fmt.Print(n, e, w.Buffered(), " ")
					n, e = w.WriteRune('x')
					fmt.Print(n, e, w.Buffered(), " ")
					n, e = w.WriteRune(-5)
					fmt.Print(n, e, w.Buffered(), " ")
					n, e = w.Write(append(w.AvailableBuffer(), "avail"...))
					fmt.Print(n, e, w.Buffered(), len(w.AvailableBuffer()), " ")
					m, e := w.ReadFrom(&chunks{[]string{"one", "", "twenty letters there.", "z"}, io.EOF, false, 0})
					fmt.Print(m, e, w.Buffered(), " ")
					m, e = w.ReadFrom(&chunks{[]string{"q"}, boom, false, 0})
					fmt.Print(m, e, w.Buffered(), " ")
					fmt.Print(w.Flush(), w.Flush(), w.Buffered(), " ")
					n, e = w.Write(nil)
					fmt.Printf("%d %v %q\n", n, e, l.writes)
					w.Reset(under)
					fmt.Print(w.Buffered(), w.Flush(), " ")
				}
			}
		}
	}
	w := bufio.NewWriter(io.Discard)
	fmt.Println(bufio.NewWriterSize(w, 10) == w, bufio.NewWriterSize(w, 10000) == w)
	w = bufio.NewWriter(struct{ io.Writer }{io.Discard})
	_, e := w.ReadFrom(empties{})
	fmt.Println(e)
	w.Reset(w)
	var z bufio.Writer
	fmt.Println(z.Size(), z.Available())
	z.Reset(io.Discard)
	fmt.Println(z.Size(), z.Available())
	var b bytes.Buffer
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in")), bufio.NewWriter(&b))
	rw.WriteString("out")
	rw.Flush()
	s, e := rw.ReadString('x')
	fmt.Println(b.String(), s, e)
}

type empties struct{}

func (empties) Read([]byte) (int, error) { return 0, nil }

func scanners() {
	scan := func(name string, r io.Reader, split bufio.SplitFunc, most int) {
		s := bufio.NewScanner(r)
		if split != nil {
			s.Split(split)
		}
		if most > 0 {
			s.Buffer(make([]byte, 0, 4), most)
		}
		fmt.Print(name, ": ")
		for i := 0; i < 12 && s.Scan(); i++ {
			fmt.Printf("%q ", s.Text())
		}
		fmt.Printf("%v %q %v %v\n", s.Err(), s.Bytes(), s.Scan(), s.Err())
	}
	for _, err := range []error{boom} {
		for _, together := range []bool{false, true} {
			mk := func(p ...string) io.Reader { return &chunks{p, err, together, 0} }
			scan("lines", mk("a\nbb\r\n", "\n", "c", "c\r"), nil, 0)
			scan("lines", mk("\r\n\n\r"), nil, 0)
			scan("lines", mk(), nil, 0)
			scan("words", mk("  a  b\tlong", "er x\u3000y ", " "), bufio.ScanWords, 0)
			scan("runes", mk("aé\xff", "\xe4\xb8", "\x96\xe4"), bufio.ScanRunes, 0)
			scan("bytes", mk("aé"), bufio.ScanBytes, 0)
			scan("small", mk("abc\n0123456789012345678\nx"), nil, 8)
			scan("small", mk("abc\n0123\n0123456\nx"), nil, 8)
			calls := 0
			custom := func(what int) bufio.SplitFunc {
				return func(data []byte, atEOF bool) (int, []byte, error) {
					calls++
					if calls == 3 {
						switch what {
						case 0:
							return 0, nil, boom
						case 1:
							return 1, []byte("last"), bufio.ErrFinalToken
						case 2:
							return 1, nil, bufio.ErrFinalToken
						case 3:
							return -1, nil, nil
						case 4:
							return 100, nil, nil
						case 5:
							return 0, []byte("empty"), nil
						}
					}
					return bufio.ScanBytes(data, atEOF)
				}
			}
			for what := range 6 {
				calls = 0
				scan(fmt.Sprint("custom", what), mk("abcdef"), custom(what), 0)
			}
		}
	}
	scan("none", empties{}, nil, 0)
	try("endless", func() {
		scan := bufio.NewScanner(strings.NewReader("x"))
		scan.Split(func(data []byte, atEOF bool) (int, []byte, error) {
			if !atEOF {
				return 0, nil, nil
			}
			return 0, []byte{}, nil
		})
		n := 0
		defer func() { fmt.Println("after", n) }()
		for scan.Scan() {
			n++
		}
	})
	scan("bad", negative{}, nil, 0)
	s := bufio.NewScanner(strings.NewReader("x\ny"))
	s.Scan()
	try("buffer", func() { s.Buffer(nil, 1) })
	try("split", func() { s.Split(nil) })
}

func main() {
	readers()
	writers()
	scanners()
	past()
}

func past() {
	var l slog
	r := bufio.NewReaderSize(strings.NewReader(strings.Repeat("0123456789", 5)), 16)
	r.ReadByte()
	fmt.Println(r.WriteTo(&l))
	fmt.Printf("%q\n", l.writes)
	var b bytes.Buffer
	r = bufio.NewReaderSize(&chunks{[]string{"abc", "def"}, boom, false, 0}, 16)
	r.ReadByte()
	fmt.Println(r.WriteTo(&b))
	fmt.Println(b.String())
	w := bufio.NewWriterSize(&b, 4)
	w.WriteString("xy")
	fmt.Println(w.ReadFrom(&chunks{[]string{"abc", "def"}, boom, false, 0}))
	fmt.Println(b.String(), w.Flush())
}
