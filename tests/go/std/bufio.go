// Package bufio: Reader, Writer, Scanner.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type slow struct{ s string }

func (s *slow) Read(p []byte) (int, error) {
	if s.s == "" {
		return 0, io.EOF
	}
	n := copy(p, s.s[:1])
	s.s = s.s[n:]
	return n, nil
}

type failing struct{}

func (failing) Write(p []byte) (int, error) { return 0, errors.New("disk full") }

func main() {
	sc := bufio.NewScanner(strings.NewReader("one two\r\nthree\n\nlast"))
	for sc.Scan() {
		fmt.Printf("%q\n", sc.Text())
	}
	fmt.Println(sc.Err())
	sc = bufio.NewScanner(&slow{"  héllo   wörld "})
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	sc = bufio.NewScanner(strings.NewReader("aé\xff"))
	sc.Split(bufio.ScanRunes)
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	sc = bufio.NewScanner(strings.NewReader("xyz"))
	sc.Split(bufio.ScanBytes)
	for sc.Scan() {
		fmt.Printf("%q ", sc.Bytes())
	}
	fmt.Println()
	sc = bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100) + "\nshort"))
	sc.Buffer(make([]byte, 0, 16), 50)
	fmt.Println(sc.Scan(), sc.Err())
	sc = bufio.NewScanner(strings.NewReader("1,2,3,STOP,4"))
	sc.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		i := strings.IndexByte(string(data), ',')
		if i < 0 {
			if !atEOF {
				return 0, nil, nil
			}
			return 0, data, bufio.ErrFinalToken
		}
		if string(data[:i]) == "STOP" {
			return i + 1, nil, bufio.ErrFinalToken
		}
		return i + 1, data[:i], nil
	})
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	fmt.Println()

	r := bufio.NewReader(strings.NewReader("line one\nline two\nrest"))
	s, err := r.ReadString('\n')
	fmt.Printf("%q %v %d\n", s, err, r.Buffered())
	p, err := r.Peek(4)
	fmt.Printf("%q %v\n", p, err)
	l, prefix, err := r.ReadLine()
	fmt.Printf("%q %v %v\n", l, prefix, err)
	c, _ := r.ReadByte()
	fmt.Printf("%q %v %v\n", c, r.UnreadByte(), r.UnreadByte())
	ru, n, err := r.ReadRune()
	fmt.Printf("%q %d %v %v %v\n", ru, n, err, r.UnreadRune(), r.UnreadRune())
	d, err := r.Discard(2)
	fmt.Println(d, err)
	s, err = r.ReadString('\n')
	fmt.Printf("%q %v\n", s, err)
	_, err = r.ReadByte()
	fmt.Println(err)
	small := bufio.NewReaderSize(strings.NewReader("a very long line that does not fit\nx"), 16)
	l, prefix, err = small.ReadLine()
	fmt.Printf("%q %v %v %d\n", l, prefix, err, small.Size())
	_, err = small.ReadSlice('\n')
	fmt.Println(err)
	b, err := small.ReadBytes('\n')
	fmt.Printf("%q %v\n", b, err)
	_, err = small.Peek(100)
	fmt.Println(err)

	w := bufio.NewWriter(os.Stdout)
	fmt.Fprintf(w, "buffered %d", 1)
	w.WriteByte(' ')
	w.WriteRune('ü')
	w.WriteString(" text\n")
	fmt.Println(w.Buffered(), w.Available(), w.Size())
	w.Flush()
	tiny := bufio.NewWriterSize(os.Stdout, 4)
	tiny.WriteString("abcdefghij\n")
	fmt.Println("<", tiny.Buffered())
	tiny.Flush()
	bad := bufio.NewWriterSize(failing{}, 4)
	n, err = bad.WriteString("hello")
	fmt.Println(n, err, bad.Flush())
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in")), bufio.NewWriter(os.Stdout))
	x, _ := rw.ReadString(0)
	rw.WriteString(x + "\n")
	rw.Flush()
	m, err := io.Copy(os.Stdout, bufio.NewReader(strings.NewReader("copied\n")))
	fmt.Println(m, err)
}
