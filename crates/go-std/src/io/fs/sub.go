package fs

import (
	"path"
	"strings"
)

type GlobFS interface {
	FS
	Glob(pattern string) ([]string, error)
}

type SubFS interface {
	FS
	Sub(dir string) (FS, error)
}

// Glob lists the files whose names match the pattern.
func Glob(fsys FS, pattern string) (matches []string, err error) {
	if own, globs := fsys.(GlobFS); globs {
		return own.Glob(pattern)
	}
	_, err = path.Match(pattern, "")
	switch {
	case err != nil:
		return nil, err
	case !hasMeta(pattern):
		if _, missing := Stat(fsys, pattern); missing == nil {
			matches = []string{pattern}
		}
		return matches, nil
	}
	dir, file := path.Split(pattern)
	if dir == "" {
		dir = "."
	} else {
		dir = dir[:len(dir)-1]
	}
	dirs := []string{dir}
	if hasMeta(dir) {
		if dirs, err = Glob(fsys, dir); err != nil {
			return nil, err
		}
	}
	for _, d := range dirs {
		entries, err := ReadDir(fsys, d)
		if err != nil {
			continue
		}
		for _, e := range entries {
			if ok, err := path.Match(file, e.Name()); err != nil {
				return matches, err
			} else if ok {
				matches = append(matches, path.Join(d, e.Name()))
			}
		}
	}
	return matches, nil
}

func hasMeta(s string) bool { return strings.ContainsAny(s, `*?[\`) }

// Sub is the tree below dir.
func Sub(fsys FS, dir string) (FS, error) {
	own, subs := fsys.(SubFS)
	switch {
	case !ValidPath(dir):
		return nil, &PathError{"sub", dir, ErrInvalid}
	case dir == ".":
		return fsys, nil
	case subs:
		return own.Sub(dir)
	}
	return &subFS{fsys, dir}, nil
}

// subFS gives files the names that they have in the whole tree, and errors those that they have below dir.
type subFS struct {
	fsys FS
	dir  string
}

// below does something with the file of this name.
func below[T any](s *subFS, op, name string, do func(FS, string) (T, error)) (result T, err error) {
	if !ValidPath(name) {
		return result, &PathError{op, name, ErrInvalid}
	}
	result, err = do(s.fsys, path.Join(s.dir, name))
	wrong, ok := err.(*PathError) // not one that err wraps
	if !ok {
		return result, err
	}
	if short, ok := s.shorten(wrong.Path); ok {
		wrong.Path = short
	}
	return result, err
}

// shorten is the name below dir, if it is there.
func (s *subFS) shorten(name string) (string, bool) {
	if name == s.dir {
		return ".", true
	}
	return strings.CutPrefix(name, s.dir+"/")
}

func (s *subFS) Open(name string) (File, error) { return below(s, "open", name, FS.Open) }

func (s *subFS) ReadDir(name string) ([]DirEntry, error) { return below(s, "read", name, ReadDir) }

func (s *subFS) ReadFile(name string) ([]byte, error) { return below(s, "read", name, ReadFile) }

func (s *subFS) Sub(dir string) (FS, error) {
	if dir == "." {
		return s, nil
	}
	if !ValidPath(dir) {
		return nil, &PathError{"sub", dir, ErrInvalid}
	}
	return &subFS{s.fsys, path.Join(s.dir, dir)}, nil
}

func (s *subFS) Glob(pattern string) (matches []string, err error) {
	if pattern == "." {
		return []string{"."}, nil
	}
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, err
	}
	names, err := Glob(s.fsys, s.dir+"/"+pattern)
	for _, name := range names {
		if short, ok := s.shorten(name); ok {
			matches = append(matches, short)
		}
	}
	return matches, err
}
