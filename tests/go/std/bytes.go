// Package bytes: functions, Buffer, Reader.
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
)

func main() {
	s := []byte("the quick, brown fox; the lazy dog")
	fmt.Println(bytes.Index(s, []byte("brown")), bytes.LastIndex(s, []byte("the")), bytes.IndexByte(s, 'q'), bytes.IndexAny(s, ";,"), bytes.Count(s, []byte("o")), bytes.Count(s, nil))
	fmt.Printf("%q\n", bytes.Fields(s))
	fmt.Printf("%q\n", bytes.Split([]byte("a,b,c"), []byte(",")))
	fmt.Printf("%q\n", bytes.Split([]byte("añc"), nil))
	fmt.Printf("%q\n", bytes.SplitN([]byte("a,b,c"), []byte(","), 2))
	fmt.Printf("%q\n", bytes.SplitAfter([]byte("a,b,c"), []byte(",")))
	fmt.Printf("%s\n", bytes.ToUpper(s))
	fmt.Printf("%s\n", bytes.Title([]byte("hello wörld don't")))
	fmt.Printf("%q\n", bytes.TrimSpace([]byte("  x y \n")))
	fmt.Printf("%q\n", bytes.Trim([]byte("xxhixx"), "x"))
	fmt.Printf("%q %v\n", bytes.TrimLeft([]byte("xx"), "x"), bytes.TrimLeft([]byte("xx"), "x") == nil)
	fmt.Printf("%q\n", bytes.Replace([]byte("oink oink oink"), []byte("k"), []byte("ky"), 2))
	fmt.Printf("%q\n", bytes.ReplaceAll([]byte("abc"), nil, []byte("-")))
	fmt.Printf("%q\n", bytes.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, []byte("aBcD")))
	fmt.Println(bytes.EqualFold([]byte("Straße"), []byte("STRAßE")), bytes.Equal(nil, []byte{}), bytes.Compare([]byte("a"), []byte("b")))
	a, b, ok := bytes.Cut([]byte("k=v"), []byte("="))
	fmt.Printf("%q %q %v\n", a, b, ok)
	fmt.Printf("%q\n", bytes.Join([][]byte{[]byte("a"), []byte("b")}, []byte("::")))
	fmt.Printf("%q\n", bytes.Repeat([]byte("ab"), 3))
	for l := range bytes.Lines([]byte("one\ntwo\nthree")) {
		fmt.Printf("%q ", l)
	}
	fmt.Println()

	var buf bytes.Buffer
	buf.WriteString("hello ")
	buf.Write([]byte("world"))
	buf.WriteByte('!')
	buf.WriteRune('é')
	fmt.Fprintf(&buf, " %d", 42)
	fmt.Println(buf.String(), buf.Len())
	p := make([]byte, 5)
	n, err := buf.Read(p)
	fmt.Println(n, err, string(p))
	c, _ := buf.ReadByte()
	fmt.Printf("%q %v\n", c, buf.UnreadByte())
	line, err := buf.ReadString('!')
	fmt.Printf("%q %v\n", line, err)
	r, size, err := buf.ReadRune()
	fmt.Printf("%q %d %v\n", r, size, err)
	fmt.Println(buf.UnreadRune(), buf.UnreadRune())
	fmt.Printf("%q\n", buf.Next(2))
	buf.Truncate(1)
	fmt.Printf("%q\n", buf.String())
	_, err = buf.ReadBytes('x')
	fmt.Println(err)
	_, err = buf.ReadByte()
	fmt.Println(err, buf.UnreadByte())
	m, err := buf.ReadFrom(strings.NewReader("from a reader"))
	fmt.Println(m, err)
	m, err = buf.WriteTo(os.Stdout)
	fmt.Println("", m, err, buf.Len())

	rd := bytes.NewReader([]byte("0123456789"))
	rd.Seek(-3, io.SeekEnd)
	all, _ := io.ReadAll(rd)
	fmt.Printf("%s %d %d\n", all, rd.Len(), rd.Size())
	q := make([]byte, 4)
	n, err = rd.ReadAt(q, 8)
	fmt.Println(n, err)
	_, err = rd.Seek(-1, io.SeekStart)
	fmt.Println(err)
	var nilBuf *bytes.Buffer
	fmt.Println(nilBuf.String())
	b2 := bytes.NewBufferString("xyz")
	fmt.Printf("%s %v\n", b2, b2.Bytes())
}
