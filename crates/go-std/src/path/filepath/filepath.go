// Package filepath works on the paths of the file system, which have slashes here.
package filepath

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

const (
	Separator     = os.PathSeparator
	ListSeparator = os.PathListSeparator
)

var (
	ErrBadPattern = path.ErrBadPattern
	SkipDir       = fs.SkipDir
	SkipAll       = fs.SkipAll
)

func Clean(p string) string             { return path.Clean(p) }
func Join(elem ...string) string        { return path.Join(elem...) }
func Split(p string) (dir, file string) { return path.Split(p) }
func Ext(p string) string               { return path.Ext(p) }
func Base(p string) string              { return path.Base(p) }
func Dir(p string) string               { return path.Dir(p) }
func IsAbs(p string) bool               { return path.IsAbs(p) }
func VolumeName(p string) string        { return "" }
func ToSlash(p string) string           { return p }
func FromSlash(p string) string         { return p }
func EvalSymlinks(p string) (string, error) {
	_, err := os.Lstat(p)
	return Clean(p), err
}

// Match is path.Match.
func Match(pattern, name string) (matched bool, err error) { return path.Match(pattern, name) }

// SplitList splits a list such as PATH.
func SplitList(p string) []string {
	if p == "" {
		return []string{}
	}
	return strings.Split(p, string(ListSeparator))
}

// Abs is p from the root on.
func Abs(p string) (string, error) {
	if IsAbs(p) {
		return Clean(p), nil
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(wd, p), nil
}

// IsLocal reports whether p stays below the directory it is looked at from.
func IsLocal(p string) bool {
	if p == "" || IsAbs(p) {
		return false
	}
	c := Clean(p)
	return c != ".." && !strings.HasPrefix(c, "../")
}

// Localize is p, if it is a valid path with slashes.
func Localize(p string) (string, error) {
	if !fs.ValidPath(p) || strings.IndexByte(p, 0) >= 0 {
		return "", errors.New("invalid path")
	}
	return p, nil
}

// Rel is the way from base to target.
func Rel(base, target string) (string, error) {
	b, t := Clean(base), Clean(target)
	if b == t {
		return ".", nil
	}
	if b == "." {
		b = ""
	}
	if IsAbs(b) != IsAbs(t) {
		return "", errors.New("Rel: can't make " + target + " relative to " + base)
	}
	bs, ts := parts(b), parts(t)
	i := 0
	for i < len(bs) && i < len(ts) && bs[i] == ts[i] {
		i++
	}
	up := []string{}
	for _, p := range bs[i:] {
		if p == ".." {
			return "", errors.New("Rel: can't make " + target + " relative to " + base)
		}
		up = append(up, "..")
	}
	if out := strings.Join(append(up, ts[i:]...), "/"); out != "" {
		return out, nil
	}
	return ".", nil
}

func parts(p string) []string {
	p = strings.Trim(p, "/")
	if p == "" || p == "." {
		return nil
	}
	return strings.Split(p, "/")
}

// A WalkFunc is called for every file of a walk.
type WalkFunc func(path string, info fs.FileInfo, err error) error

// Walk walks the tree below root in lexical order.
func Walk(root string, fn WalkFunc) error {
	if err := walk(root, fn); err != SkipDir && err != SkipAll {
		return err
	}
	return nil
}

// walk calls fn for what is at p and below it. SkipDir goes up as far as the nearest directory.
func walk(p string, fn WalkFunc) error {
	info, err := os.Lstat(p)
	switch {
	case err != nil:
		err = fn(p, nil, err)
	case !info.IsDir():
		return fn(p, info, nil)
	default:
		err = walkEntries(p, info, fn)
	}
	if err == SkipDir {
		return nil
	}
	return err
}

func walkEntries(p string, info fs.FileInfo, fn WalkFunc) error {
	entries, unreadable := os.ReadDir(p)
	err := fn(p, info, unreadable)
	if unreadable != nil {
		return err
	}
	for _, e := range entries {
		if err != nil {
			return err
		}
		err = walk(Join(p, e.Name()), fn)
	}
	return err
}

// WalkDir is Walk without asking for each file's info.
func WalkDir(root string, fn fs.WalkDirFunc) error { return fs.WalkDir(disk{}, root, fn) }

// disk lets package fs walk over files by the names that package os knows.
type disk struct{}

func (disk) Open(name string) (fs.File, error)          { return os.Open(name) }
func (disk) Stat(name string) (fs.FileInfo, error)      { return os.Lstat(name) }
func (disk) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }

// Glob lists the files whose names match the pattern.
func Glob(pattern string) (matches []string, err error) {
	if _, err := Match(pattern, ""); err != nil {
		return nil, err
	}
	if !hasMeta(pattern) {
		if _, err := os.Lstat(pattern); err != nil {
			return nil, nil
		}
		return []string{pattern}, nil
	}
	dir, file := Split(pattern)
	if len(dir) > 1 {
		dir = dir[:len(dir)-1]
	} else if dir == "" {
		dir = "."
	}
	dirs := []string{dir}
	if hasMeta(dir) {
		if dirs, err = Glob(dir); err != nil {
			return nil, err
		}
	}
	for _, d := range dirs {
		entries, err := os.ReadDir(d)
		if err != nil {
			continue
		}
		var names []string
		for _, e := range entries {
			if ok, err := Match(file, e.Name()); err != nil {
				return matches, err
			} else if ok {
				names = append(names, Join(d, e.Name()))
			}
		}
		slices.Sort(names)
		matches = append(matches, names...)
	}
	return matches, nil
}

func hasMeta(p string) bool { return strings.ContainsAny(p, `*?[\`) }
