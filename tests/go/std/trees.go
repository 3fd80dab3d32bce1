// Walks of io/fs and path/filepath with skips and errors; kinds of errors; contexts; quoting of slog; NULL.
package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"sync"
	"syscall"
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

// A tree is a file system of its own, without any of the optional methods.
type tree map[string][]string

type node struct {
	t    tree
	name string
	dir  bool
}

func (t tree) Open(name string) (fs.File, error) {
	fmt.Print("open ", name, "; ")
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	kids, ok := t[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &node{t, name, kids != nil}, nil
}

func (n *node) Stat() (fs.FileInfo, error) { return info{n}, nil }
func (n *node) Read(p []byte) (int, error) { return 0, io.EOF }
func (n *node) Close() error               { fmt.Print("close ", n.name, "; "); return nil }
func (n *node) ReadDir(int) (list []fs.DirEntry, err error) {
	for _, k := range n.t[n.name] {
		full := path.Join(n.name, k)
		list = append(list, fs.FileInfoToDirEntry(info{&node{n.t, full, n.t[full] != nil}}))
	}
	if path.Base(n.name) == "broken" {
		err = errors.New("broken dir")
	}
	return list, err
}

type info struct{ n *node }

func (i info) Name() string { return path.Base(i.n.name) }
func (i info) Size() int64  { return 5 }
func (i info) Mode() fs.FileMode {
	if i.n.dir {
		return fs.ModeDir | 0755
	}
	return 0644
}
func (i info) ModTime() time.Time { return time.Unix(0, 0).UTC() }
func (i info) IsDir() bool        { return i.n.dir }
func (i info) Sys() any           { return nil }

type plain struct{ fs.File }

type plainFS struct{ tree }

func (p plainFS) Open(name string) (fs.File, error) {
	f, err := p.tree.Open(name)
	return plain{f}, err
}

func main() {
	t := tree{".": {"b", "a", "z", "broken"}, "a": {"2", "1", "sub"}, "a/1": nil, "a/2": nil, "a/sub": {"x"}, "a/sub/x": nil, "b": nil, "z": {}, "broken": {"q", "p"}, "broken/p": nil, "broken/q": nil}
	boom := errors.New("boom")
	for _, root := range []string{".", "b", "none"} {
		for _, at := range []string{"", ".", "a", "a/1", "broken", "broken/p"} {
			for _, what := range []error{nil, fs.SkipDir, fs.SkipAll, boom} {
				err := fs.WalkDir(t, root, func(p string, d fs.DirEntry, err error) error {
					fmt.Print(p, " ", d, " ", err, "; ")
					if p == at {
						return what
					}
					if what == nil {
						return err
					}
					return nil
				})
				fmt.Println("=>", err)
			}
		}
	}
	fmt.Println(fs.ReadDir(plainFS{t}, "a"))
	fmt.Println(fs.ReadFile(t, "b"))
	fmt.Println(fs.Stat(t, "none"))
	fmt.Println(fs.Glob(t, "a/*"))
	fmt.Println(fs.Glob(t, "*/*"))
	sub, _ := fs.Sub(t, "a")
	fmt.Println(fs.ReadFile(sub, "1"))
	disk()
	for _, p := range []string{"", "/", "//", "a", "a/", "/a/b.c", "a.b/c", ".x", "a/.x", "a.b.c/", "...", "a//b//", "x.tar.gz"} {
		fmt.Printf("%q %q %q; ", path.Base(p), path.Ext(p), path.Dir(p))
	}
	fmt.Println()
	errs()
	contexts()
	rest()
	nulls()
}

func disk() {
	root := "/tmp/zfs-test"
	os.RemoveAll(root)
	defer os.RemoveAll(root)
	for _, d := range []string{"a/sub", "z"} {
		os.MkdirAll(filepath.Join(root, d), 0755)
	}
	for _, f := range []string{"b", "a/1", "a/2", "a/sub/x"} {
		fmt.Println(os.WriteFile(filepath.Join(root, f), []byte(f), 0644))
	}
	fmt.Println(os.WriteFile(root, nil, 0644), os.WriteFile(root+"/none/x", nil, 0644))
	boom := errors.New("boom")
	for _, at := range []string{"", "a", "a/1", "a/sub/x"} {
		for _, what := range []error{nil, fs.SkipDir, fs.SkipAll, boom} {
			err := filepath.Walk(root, func(p string, info fs.FileInfo, err error) error {
				rel, _ := filepath.Rel(root, p)
				fmt.Print(rel, " ", info.Name(), " ", err, "; ")
				if rel == at {
					return what
				}
				return nil
			})
			fmt.Println("=>", err)
			err = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
				rel, _ := filepath.Rel(root, p)
				fmt.Print(rel, " ", d, " ", err, "; ")
				if rel == at {
					return what
				}
				return nil
			})
			fmt.Println("=>", err)
		}
	}
	for _, what := range []error{nil, fs.SkipDir, fs.SkipAll, boom} {
		fmt.Println(filepath.Walk(root+"/none", func(p string, info fs.FileInfo, err error) error { fmt.Print(p, info, err); return what }))
		fmt.Println(filepath.WalkDir(root+"/none", func(p string, d fs.DirEntry, err error) error { fmt.Print(p, d, err); return what }))
		// A file that goes away, and one that cannot be read any more.
		fmt.Println(filepath.Walk(root, func(p string, info fs.FileInfo, err error) error {
			fmt.Print(p, info != nil, err, ";")
			if p == root+"/a" {
				os.Remove(root + "/b")
			}
			if err != nil {
				return what
			}
			return nil
		}))
		os.WriteFile(root+"/b", nil, 0644)
		fmt.Println(filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
			fmt.Print(p, d, err, ";")
			if p == root+"/z" {
				os.Remove(p)
			}
			if err != nil {
				return what
			}
			return nil
		}))
		os.Mkdir(root+"/z", 0755)
	}
}

type timeouts bool

func (t timeouts) Error() string { return "timeout" }
func (t timeouts) Timeout() bool { return bool(t) }

func errs() {
	for _, err := range []error{timeouts(true), timeouts(false), errors.New("x"), nil, syscall.ETIMEDOUT, syscall.ENOENT, syscall.EEXIST, syscall.EACCES, syscall.ENOTEMPTY, syscall.EPERM, fs.ErrExist} {
		p, s := &fs.PathError{Op: "op", Path: "path", Err: err}, &os.SyscallError{Syscall: "call", Err: err}
		fmt.Print(p.Timeout(), s.Timeout(), os.IsTimeout(p), os.IsTimeout(s), os.IsTimeout(err), os.IsExist(p), os.IsNotExist(err), os.IsPermission(s), " ")
		if err != nil {
			fmt.Println(errors.Is(p, fs.ErrExist), errors.Is(err, fs.ErrNotExist), errors.Is(s, fs.ErrPermission), errors.Is(err, fs.ErrClosed), p, s)
		}
	}
}

type foreign struct {
	context.Context
	done chan struct{}
	err  error
}

func (f *foreign) Done() <-chan struct{} { return f.done }
func (f *foreign) Err() error            { return f.err }

func contexts() {
	boom := errors.New("boom")
	top, cancel := context.WithCancelCause(context.Background())
	a, _ := context.WithCancel(top)
	b, _ := context.WithTimeout(context.WithValue(a, "k", "v"), time.Hour)
	c := context.WithoutCancel(b)
	d, dc := context.WithDeadlineCause(c, time.Now().Add(-time.Second), boom)
	e, _ := context.WithDeadline(b, time.Now().Add(2*time.Hour))
	stop := context.AfterFunc(a, func() { fmt.Println("after") })
	fmt.Println(d.Err(), context.Cause(d), c.Value("k"), e.Value("k"), c.Done() == nil)
	dc()
	cancel(boom)
	time.Sleep(10 * time.Millisecond)
	for _, x := range []context.Context{top, a, b, c, d, e} {
		fmt.Println(x.Err(), context.Cause(x))
	}
	fmt.Println(stop())
	late, _ := context.WithCancel(b)
	fmt.Println(late.Err(), context.Cause(late))
	f := &foreign{context.Background(), make(chan struct{}), nil}
	g, gc := context.WithCancel(f)
	h, _ := context.WithCancel(g)
	f.err = boom
	close(f.done)
	<-h.Done()
	fmt.Println(g.Err(), h.Err(), context.Cause(h))
	gc()
	i, _ := context.WithCancel(f)
	fmt.Println(i.Err())
	for _, f := range []func(){
		func() { context.WithCancel(nil) }, func() { context.WithTimeout(nil, 1) }, func() { context.WithValue(nil, 1, 1) }, func() { context.WithoutCancel(nil) }, func() { context.WithValue(a, nil, 1) },
	} {
		try(f)
	}
	var de error = context.DeadlineExceeded
	t := de.(interface {
		Timeout() bool
		Temporary() bool
	})
	fmt.Println(t.Timeout(), t.Temporary(), de, top, a, context.WithValue(top, "a", 1))
}

type response struct {
	h http.Header
	b bytes.Buffer
	c int
}

func (r *response) Header() http.Header         { return r.h }
func (r *response) Write(p []byte) (int, error) { return r.b.Write(p) }
func (r *response) WriteHeader(c int)           { r.c = c }

func rest() {
	r := &response{h: http.Header{"Content-Length": {"5"}, "X-Y": {"z"}}}
	http.Error(r, "text", 418)
	fmt.Println(r.h, r.c, r.b.String())
	req := &http.Request{Method: "GET"}
	fmt.Println(req.Context() == context.Background())
	ctx := context.WithValue(context.Background(), "a", "b")
	r2 := req.WithContext(ctx)
	fmt.Println(r2 != req, r2.Context() == ctx, req.Context() == ctx, r2.Method)
	try(func() { req.WithContext(nil) })
	fmt.Println(regexp.MatchString("a+", "caat"))
	fmt.Println(regexp.MatchString("a(", "caat"))
	var b bytes.Buffer
	l := slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{ReplaceAttr: func(g []string, a slog.Attr) slog.Attr {
		if a.Key == "time" {
			return slog.Attr{}
		}
		return a
	}}))
	for c := range 0xa3 {
		l.Info("m", string(rune(c)), string([]rune{rune(c), 'x'}))
	}
	l.Info("", "bad", "a\xff", "repl", "\ufffd", "space", "\u3000", "ok", "世界", "zero", "\u200b", "back", `a\b`)
	l.Info("kinds", "a", int8(1), "b", uint16(2), "c", float32(1.5), "d", uintptr(9), "e", []int{1}, "f", slog.IntValue(4), "g", time.Second, "h", nil, "i", int32(-4), "j", uint8(200))
	fmt.Print(b.String())
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			if i == 1 {
				return
			}
			fmt.Print("")
		})
	}
	wg.Wait()
	fmt.Println("waited")
}

func nulls() {
	now := time.Date(2020, 1, 2, 3, 4, 5, 6, time.UTC)
	for _, v := range []any{nil, int64(5), int64(1), int64(300), 2.5, true, "text", "7", "true", []byte("bytes"), []byte("8"), []byte(nil), now} {
		var s sql.NullString
		var b sql.NullBool
		var y sql.NullByte
		var i16 sql.NullInt16
		var i32 sql.NullInt32
		var i64 sql.NullInt64
		var f sql.NullFloat64
		var t sql.NullTime
		i64.Int64, i64.Valid = 9, true
		fmt.Println(s.Scan(v), s, b.Scan(v), b, y.Scan(v), y)
		fmt.Println(i16.Scan(v), i16, i32.Scan(v), i32, i64.Scan(v), i64)
		fmt.Println(f.Scan(v), f, t.Scan(v), t)
		fmt.Println(s.Value())
		fmt.Println(b.Value())
		fmt.Println(y.Value())
		fmt.Println(i16.Value())
		fmt.Println(i64.Value())
		fmt.Println(f.Value())
		fmt.Println(t.Value())
	}
}
