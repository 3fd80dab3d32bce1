// Package bytes: how a Buffer grows, what can be undone, and what Buffers and Readers say of mistakes.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			_, isErr := r.(error)
			fmt.Printf("panic: %v (%T, error %v)\n", r, r, isErr)
		}
	}()
	f()
}

type writer func(p []byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }

type reader func(p []byte) (int, error)

func (r reader) Read(p []byte) (int, error) { return r(p) }

func main() {
	var b bytes.Buffer
	show := func() { fmt.Print(b.Len(), "/", b.Cap(), "/", b.Available(), " ") }
	// Growth in steps of several sizes.
	for _, step := range []int{0, 1, 5, 63, 64, 65, 100, 1000} {
		b = bytes.Buffer{}
		for range 30 {
			b.Write(make([]byte, step))
			show()
		}
		fmt.Println()
		b = bytes.Buffer{}
		for range 30 {
			b.Write(make([]byte, step))
			b.Next(step / 2)
			show()
		}
		fmt.Println()
	}
	for _, n := range []int{0, 1, 63, 64, 65, 100, 129, 1000, 5000} {
		b = bytes.Buffer{}
		b.Grow(n)
		show()
		b.WriteString("hello")
		b.Next(3)
		show()
		b.Grow(n)
		show()
		b.Grow(2 * n)
		show()
		b.Truncate(1)
		show()
		b.Reset()
		show()
		b.WriteRune('é')
		b.WriteRune('x')
		show()
		fmt.Println()
	}
	for _, s := range []string{"", "a", "12345678", "123456789", strings.Repeat("x", 33)} {
		b = *bytes.NewBuffer(append(make([]byte, 0, len(s)), s...))
		show()
		b.WriteRune('€')
		show()
		for b.Len() > 0 {
			b.ReadByte()
		}
		show()
		b.WriteString("z")
		show()
		fmt.Println()
	}
	b = bytes.Buffer{}
	n, err := b.ReadFrom(strings.NewReader(strings.Repeat("a", 600)))
	show()
	fmt.Println(n, err)
	n, err = b.ReadFrom(strings.NewReader(strings.Repeat("a", 3000)))
	show()
	fmt.Println(n, err)
	b.Next(3000)
	n, err = b.ReadFrom(strings.NewReader(strings.Repeat("a", 2000)))
	show()
	fmt.Println(n, err)
	n, err = b.ReadFrom(reader(func(p []byte) (int, error) { return len(p), errors.New("full") }))
	show()
	fmt.Println(n, err)
	// What can be undone.
	b.Reset()
	b.WriteString("aébc")
	b.ReadByte()
	b.Grow(1)
	fmt.Println(b.UnreadByte(), b.UnreadByte(), b.String())
	b.ReadByte()
	b.ReadRune()
	b.Grow(1000)
	fmt.Println(b.UnreadRune(), b.UnreadRune(), b.String())
	b.ReadRune()
	b.Grow(5000)
	try(func() { fmt.Println(b.UnreadRune(), b.String()) })
	b.Reset()
	b.WriteString("ab")
	b.ReadByte()
	b.Truncate(1)
	fmt.Println(b.UnreadByte())
	b.ReadByte()
	b.Next(0)
	fmt.Println(b.UnreadByte())
	b.WriteString("cd")
	b.Next(1)
	fmt.Println(b.UnreadByte(), b.String())
	b.ReadByte()
	b.Peek(1)
	fmt.Println(b.UnreadByte(), b.UnreadRune(), b.String())
	try(func() { b.Grow(-1) })
	try(func() { b.Truncate(-1) })
	try(func() { b.Truncate(100) })
	try(func() { b.Next(-1) })
	try(func() { b.Grow(1<<63 - 1) })
	try(func() { b.Grow(1 << 62) })
	try(func() { b.Grow(1 << 60) })
	try(func() { b.ReadFrom(reader(func(p []byte) (int, error) { return -1, nil })) })
	try(func() { b.ReadFrom(reader(func(p []byte) (int, error) { return len(p) + 1, nil })) })
	b.Reset()
	b.WriteString("abc")
	try(func() { b.WriteTo(writer(func(p []byte) (int, error) { return 4, nil })) })
	fmt.Println(b.WriteTo(writer(func(p []byte) (int, error) { return 1, nil })))
	fmt.Println(b.WriteTo(writer(func(p []byte) (int, error) { return 1, io.ErrClosedPipe })))
	fmt.Println(b.String(), b.Len())
	fmt.Println(b.WriteTo(writer(func(p []byte) (int, error) { return len(p), nil })))
	fmt.Println(b.WriteTo(writer(func(p []byte) (int, error) { panic("not called") })))
	show()
	var none *bytes.Buffer
	fmt.Println(none)
	try(func() { none.Len() })
	// Readers.
	for _, r := range []interface {
		io.Reader
		io.ReaderAt
		io.Seeker
		io.ByteScanner
		io.RuneScanner
		io.WriterTo
	}{bytes.NewReader([]byte("aé")), strings.NewReader("aé")} {
		fmt.Printf("%v %T ", r, r)
		fmt.Println(r.UnreadByte(), r.UnreadRune())
		r.ReadByte()
		fmt.Println(r.UnreadRune())
		fmt.Println(r.ReadRune())
		fmt.Println(r.UnreadRune(), r.UnreadRune(), r.UnreadByte(), r.UnreadByte())
		_, e := r.ReadAt(nil, -1)
		fmt.Println(e)
		_, e = r.ReadAt(make([]byte, 5), 1)
		fmt.Println(e)
		_, e = r.ReadAt(make([]byte, 5), 9)
		fmt.Println(e)
		_, e = r.Seek(-1, 0)
		fmt.Println(e)
		_, e = r.Seek(0, 7)
		fmt.Println(e)
		fmt.Println(r.Seek(5, 2))
		fmt.Println(r.Read(nil))
		fmt.Println(r.Read(make([]byte, 1)))
		fmt.Println(r.ReadByte())
		fmt.Println(r.ReadRune())
		fmt.Println(r.WriteTo(writer(func(p []byte) (int, error) { panic("no") })))
		r.Seek(0, 0)
		try(func() { r.WriteTo(writer(func(p []byte) (int, error) { return 9, nil })) })
		fmt.Println(r.WriteTo(writer(func(p []byte) (int, error) { return 1, nil })))
		fmt.Println(r.WriteTo(writer(func(p []byte) (int, error) { return 1, io.ErrClosedPipe })))
		fmt.Println(r)
	}
	try(func() { fmt.Println(new(bytes.Reader).ReadByte()) })
	try(func() { fmt.Println(new(strings.Reader).Len(), new(strings.Reader).UnreadRune()) })
}
