// Package io: readers and writers put together, pipes.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
)

func main() {
	mr := io.MultiReader(strings.NewReader("first "), strings.NewReader("second"))
	b, err := io.ReadAll(mr)
	fmt.Printf("%q %v\n", b, err)
	var one, two strings.Builder
	mw := io.MultiWriter(&one, &two)
	fmt.Fprint(mw, "both")
	fmt.Println(one.String(), two.String())
	var log bytes.Buffer
	tr := io.TeeReader(strings.NewReader("teed"), &log)
	io.Copy(io.Discard, tr)
	fmt.Println(log.String())
	sr := io.NewSectionReader(strings.NewReader("0123456789"), 2, 5)
	b, _ = io.ReadAll(sr)
	fmt.Printf("%q %d\n", b, sr.Size())
	sr.Seek(-2, io.SeekEnd)
	b, _ = io.ReadAll(sr)
	fmt.Printf("%q\n", b)
	n, err := io.CopyN(os.Stdout, strings.NewReader("abcdef\n"), 3)
	fmt.Println("", n, err)
	n, err = io.CopyN(io.Discard, strings.NewReader("ab"), 3)
	fmt.Println(n, err)
	buf := make([]byte, 4)
	k, err := io.ReadFull(strings.NewReader("abc"), buf)
	fmt.Println(k, err, err == io.ErrUnexpectedEOF)
	k, err = io.ReadFull(strings.NewReader(""), buf)
	fmt.Println(k, err)
	k, err = io.ReadAtLeast(strings.NewReader("abcdef"), buf, 2)
	fmt.Println(k, err)
	k, err = io.ReadAtLeast(strings.NewReader("abcdef"), buf, 9)
	fmt.Println(k, err)
	lr := io.LimitReader(strings.NewReader("limited"), 3)
	b, _ = io.ReadAll(lr)
	fmt.Printf("%q\n", b)

	pr, pw := io.Pipe()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for i := range 3 {
			fmt.Fprintf(pw, "message %d\n", i)
		}
		pw.CloseWithError(errors.New("end of story"))
	}()
	b, err = io.ReadAll(pr)
	wg.Wait()
	fmt.Printf("%q %v\n", b, err)
	pr, pw = io.Pipe()
	pr.Close()
	_, err = pw.Write([]byte("x"))
	fmt.Println(err)
	rc := io.NopCloser(strings.NewReader("x"))
	fmt.Println(rc.Close())
	io.WriteString(os.Stdout, "done\n")
	fmt.Println(io.EOF, io.ErrShortWrite, io.ErrShortBuffer, io.ErrNoProgress, io.ErrClosedPipe, io.ErrUnexpectedEOF)
}
