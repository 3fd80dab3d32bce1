// Package os over the file system of the process.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

func main() {
	dir, err := os.MkdirTemp("", "test*")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	clean := func(err error) string {
		if err == nil {
			return "nil"
		}
		return strings.ReplaceAll(err.Error(), dir, "DIR")
	}
	p := filepath.Join(dir, "a.txt")
	fmt.Println(clean(os.WriteFile(p, []byte("hello\nworld\n"), 0644)))
	b, err := os.ReadFile(p)
	fmt.Printf("%q %v\n", b, err)
	_, err = os.Open(filepath.Join(dir, "missing"))
	fmt.Println(clean(err), os.IsNotExist(err), errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOENT))
	var pe *fs.PathError
	fmt.Println(errors.As(err, &pe), pe.Op, pe.Err)
	f, err := os.OpenFile(p, os.O_APPEND|os.O_WRONLY, 0)
	fmt.Println(clean(err))
	n, err := f.WriteString("more\n")
	fmt.Println(n, err)
	_, err = f.Read(make([]byte, 1))
	fmt.Println(clean(err))
	fmt.Println(clean(f.Close()), clean(f.Close()))
	_, err = f.Write([]byte("x"))
	fmt.Println(clean(err), errors.Is(err, os.ErrClosed))
	f, _ = os.Open(p)
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		fmt.Print(sc.Text(), "|")
	}
	fmt.Println()
	off, err := f.Seek(6, io.SeekStart)
	buf := make([]byte, 5)
	n, err2 := f.Read(buf)
	fmt.Println(off, err, n, err2, string(buf))
	n, err = f.ReadAt(buf, 15)
	fmt.Println(n, err)
	st, _ := f.Stat()
	fmt.Println(st.Name(), st.Size(), st.Mode(), st.IsDir(), st.Mode().IsRegular())
	_, err = f.Write([]byte("x"))
	fmt.Println(clean(err))
	f.Close()
	fmt.Println(clean(os.Mkdir(filepath.Join(dir, "sub"), 0755)), clean(os.Mkdir(filepath.Join(dir, "sub"), 0755)))
	fmt.Println(clean(os.MkdirAll(filepath.Join(dir, "x/y/z"), 0755)), clean(os.Mkdir(filepath.Join(dir, "q/r"), 0755)))
	fmt.Println(clean(os.Remove(filepath.Join(dir, "x"))), clean(os.Remove(filepath.Join(dir, "nope"))))
	fmt.Println(clean(os.Rename(p, filepath.Join(dir, "sub", "b.txt"))), clean(os.Rename(p, p+"2")))
	os.WriteFile(filepath.Join(dir, "x/y/1"), nil, 0600)
	es, err := os.ReadDir(dir)
	for _, e := range es {
		fmt.Print(e.Name(), " ", e.IsDir(), " ", e.Type(), "; ")
	}
	fmt.Println(err)
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		fmt.Print(rel, " ")
		if d.Name() == "z" {
			return fs.SkipDir
		}
		return nil
	})
	fmt.Println()
	m, err := filepath.Glob(filepath.Join(dir, "*"))
	fmt.Println(len(m), err)
	_, err = os.ReadFile(dir)
	fmt.Println(clean(err))
	_, err = os.OpenFile(filepath.Join(dir, "sub"), os.O_WRONLY, 0)
	fmt.Println(clean(err))
	_, err = os.OpenFile(filepath.Join(dir, "sub/b.txt"), os.O_CREATE|os.O_EXCL, 0644)
	fmt.Println(clean(err), os.IsExist(err))
	g, err := os.Create(filepath.Join(dir, "t"))
	fmt.Fprintf(g, "%s-%d", "formatted", 7)
	g.Seek(0, 0)
	all, _ := io.ReadAll(g)
	fmt.Println(string(all), clean(g.Truncate(4)))
	st, _ = os.Stat(g.Name())
	fmt.Println(st.Size(), filepath.Base(g.Name()))
	g.WriteAt([]byte("ZZ"), 6)
	b, _ = os.ReadFile(g.Name())
	fmt.Printf("%q\n", b)
	var nilFile *os.File
	fmt.Println(nilFile.Close())
	os.Setenv("GREETING", "hi")
	v, ok := os.LookupEnv("GREETING")
	fmt.Println(v, ok, os.Getenv("NO_SUCH_VARIABLE") == "", os.ExpandEnv("$GREETING ${GREETING}s $"), os.Expand("$x-${y}", strings.ToUpper))
	os.Unsetenv("GREETING")
	_, ok = os.LookupEnv("GREETING")
	fmt.Println(ok)
	r, w, _ := os.Pipe()
	go func() { fmt.Fprintln(w, "through a pipe"); w.Close() }()
	all, _ = io.ReadAll(r)
	fmt.Print(string(all))
	old := os.Stdout
	r, w, _ = os.Pipe()
	os.Stdout = w
	fmt.Println("captured")
	os.Stdout = old
	w.Close()
	all, _ = io.ReadAll(r)
	fmt.Printf("%q\n", all)
	sub, _ := fs.Sub(os.DirFS(dir), "sub")
	data, err := fs.ReadFile(sub, "b.txt")
	fmt.Printf("%q %v\n", data, err)
	_, err = fs.ReadFile(sub, "../t")
	fmt.Println(err != nil)
	fmt.Println(fs.FileMode(0755|fs.ModeDir), fs.FileMode(0640), fs.ValidPath("a/../b"), fs.ModeSymlink|0777)
	fmt.Fprintln(os.Stderr, "to standard error")
	defer fmt.Println("never printed")
	os.Exit(3)
}
