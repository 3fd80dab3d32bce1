// Package io/fs over a tree of the program's own: Sub, Glob and the names in their errors.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sort"
	"strings"
	"time"
)

// A tree has the contents of files by their paths. It can only open.
type tree map[string]string

type node struct {
	tree     tree
	path     string
	text     string
	dir      bool
	listed   bool
	position int
}

func (t tree) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if text, ok := t[name]; ok {
		return &node{tree: t, path: name, text: text}, nil
	}
	for path := range t {
		if name == "." || strings.HasPrefix(path, name+"/") {
			return &node{tree: t, path: name, dir: true}, nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (n *node) Name() string               { return n.path[strings.LastIndex(n.path, "/")+1:] }
func (n *node) Size() int64                { return int64(len(n.text)) }
func (n *node) ModTime() time.Time         { return time.Time{} }
func (n *node) IsDir() bool                { return n.dir }
func (n *node) Sys() any                   { return nil }
func (n *node) Type() fs.FileMode          { return n.Mode().Type() }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }
func (n *node) Stat() (fs.FileInfo, error) { return n, nil }
func (n *node) Close() error               { return nil }

func (n *node) Mode() fs.FileMode {
	if n.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

func (n *node) Read(b []byte) (int, error) {
	if n.dir {
		return 0, &fs.PathError{Op: "read", Path: n.path, Err: fs.ErrInvalid}
	}
	if n.position == len(n.text) {
		return 0, io.EOF
	}
	count := copy(b, n.text[n.position:])
	n.position += count
	return count, nil
}

type directory struct{ *node }

func (d directory) ReadDir(int) ([]fs.DirEntry, error) {
	names := map[string]bool{}
	for path := range d.tree {
		if d.path != "." {
			var below bool
			if path, below = strings.CutPrefix(path, d.path+"/"); !below {
				continue
			}
		}
		name, _, _ := strings.Cut(path, "/")
		names[name] = true
	}
	var list []fs.DirEntry
	for name := range names {
		path := name
		if d.path != "." {
			path = d.path + "/" + name
		}
		_, file := d.tree[path]
		list = append(list, &node{tree: d.tree, path: path, dir: !file})
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name() < list[j].Name() })
	return list, nil
}

// Directories can be listed, files cannot.
type whole struct{ tree }

func (w whole) Open(name string) (fs.File, error) {
	file, err := w.tree.Open(name)
	if err != nil {
		return nil, err
	}
	if n := file.(*node); n.dir {
		return directory{n}, nil
	}
	return file, nil
}

func main() {
	all := whole{tree{"a/b/c.txt": "c", "a/d.txt": "d", "top": "t", "a/e/f/g": "g"}}
	sub, err := fs.Sub(all, "a")
	fmt.Println(err)
	for _, dir := range []string{"../x", "", "/", "a/", ".", "nope", "a/b", "top"} {
		s, err := fs.Sub(all, dir)
		fmt.Println(dir, s != nil, err)
		if err == nil {
			_, err := fs.ReadFile(s, "c.txt")
			_, err2 := fs.ReadDir(s, ".")
			fmt.Println(err, "|", err2)
		}
	}
	for _, name := range []string{"nope", "b/nope", "..", "", "/", "b", ".", "b/c.txt", "d.txt/x", "e"} {
		_, err := sub.Open(name)
		fmt.Println(name, "open:", err)
		text, err := fs.ReadFile(sub, name)
		fmt.Println(string(text), "read:", err)
		entries, err := fs.ReadDir(sub, name)
		fmt.Println(len(entries), "list:", err)
		info, err := fs.Stat(sub, name)
		fmt.Println(info != nil, "stat:", err)
		inner, err := fs.Sub(sub, name)
		fmt.Println(inner != nil, inner == sub, "sub:", err)
		if err == nil {
			_, err = inner.Open("x/y")
			matches, err2 := fs.Glob(inner, "*")
			fmt.Println(err, matches, err2)
		}
	}
	for _, pattern := range []string{".", "*", "*/*", "a", "a/*", "./a", "a/.", "[", "a/[", "?", "t*", "\\a", "nope/*", "*/nope", "*/b/*", "*/*/*", "a/", "*/", "/a", "/*", "a//b", "a//*", "[]a]/*", "a/b/c.txt", "..", "../*", "*/.", "**", "a[/*", "\\", "b/*", ""} {
		matches, err := fs.Glob(all, pattern)
		below, err2 := fs.Glob(sub, pattern)
		fmt.Println(pattern, matches, err, below, err2)
	}
	fs.WalkDir(sub, ".", func(path string, d fs.DirEntry, err error) error {
		fmt.Println(path, d, err)
		return err
	})
	fmt.Println(fs.WalkDir(sub, "zzz", func(path string, d fs.DirEntry, err error) error { return err }))
	var wrong *fs.PathError
	_, err = sub.Open("b/x")
	fmt.Println(errors.As(err, &wrong), wrong.Op, wrong.Path, errors.Is(err, fs.ErrNotExist))
}
