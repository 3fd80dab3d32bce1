package os

import (
	"io/fs"
	"path"
	"syscall"
	"time"
)

func wrap(op, name string, err error) error {
	if err == nil {
		return nil
	}
	return &PathError{Op: op, Path: name, Err: err}
}

// ReadFile reads a whole file.
func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if f.node.mode.IsDir() {
		return nil, wrap("read", name, syscall.EISDIR)
	}
	return append([]byte{}, f.node.data...), nil
}

// WriteFile writes a whole file, making it if need be.
func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, unwritten := f.Write(data)
	if err := f.Close(); unwritten == nil {
		return err
	}
	return unwritten
}

// ReadDir reads a directory, sorted by name.
func ReadDir(name string) ([]DirEntry, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

func Stat(name string) (FileInfo, error) {
	enter()
	n, err := find(name, true)
	if err != nil {
		return nil, wrap("stat", name, err)
	}
	return n.info(name), nil
}

func Lstat(name string) (FileInfo, error) {
	enter()
	n, err := find(name, false)
	if err != nil {
		return nil, wrap("lstat", name, err)
	}
	return n.info(name), nil
}

func Mkdir(name string, perm FileMode) error {
	enter()
	dir, base, err := place(name)
	if err == nil {
		if _, taken := dir.entries[base]; taken {
			err = syscall.EEXIST
		}
	}
	if err != nil {
		return wrap("mkdir", name, err)
	}
	n := newDir(base, dir)
	n.mode = ModeDir | perm&^umask&ModePerm
	dir.add(n)
	return nil
}

// MkdirAll makes a directory and those above it.
func MkdirAll(name string, perm FileMode) error {
	if n, err := find(name, true); err == nil {
		if n.mode.IsDir() {
			return nil
		}
		return wrap("mkdir", name, syscall.ENOTDIR)
	}
	if up := path.Dir(name); up != name && up != "." && up != "/" {
		if err := MkdirAll(up, perm); err != nil {
			return err
		}
	}
	err := Mkdir(name, perm)
	if err != nil && IsExist(err) {
		return nil
	}
	return err
}

func Remove(name string) error {
	enter()
	n, err := find(name, false)
	switch {
	case err != nil:
	case n.parent == nil:
		err = syscall.EBUSY
	case len(n.entries) > 0:
		err = syscall.ENOTEMPTY
	default:
		delete(n.parent.entries, n.name)
		n.parent.modTime = time.Now()
	}
	return wrap("remove", name, err)
}

// RemoveAll removes a file or a tree; it is no error if there is none.
func RemoveAll(path string) error {
	enter()
	if path == "" {
		return nil
	}
	if path == "." || len(path) >= 2 && path[len(path)-2:] == "/." {
		return wrap("RemoveAll", path, syscall.EINVAL)
	}
	if n, err := find(path, false); err == nil && n.parent != nil {
		delete(n.parent.entries, n.name)
	}
	return nil
}

func Rename(oldpath, newpath string) error {
	enter()
	n, err := find(oldpath, false)
	if err == nil {
		var dir *node
		var base string
		if dir, base, err = place(newpath); err == nil {
			old, taken := dir.entries[base]
			switch {
			case taken && old == n:
				return nil
			case taken && old.mode.IsDir():
				err = syscall.EEXIST
			case taken && n.mode.IsDir():
				err = syscall.ENOTDIR
			default:
				delete(n.parent.entries, n.name)
				n.name = base
				dir.add(n)
				return nil
			}
		}
	}
	return &LinkError{"rename", oldpath, newpath, err}
}

func Symlink(oldname, newname string) error {
	enter()
	dir, base, err := place(newname)
	if err == nil {
		if _, taken := dir.entries[base]; taken {
			err = syscall.EEXIST
		}
	}
	if err != nil {
		return &LinkError{"symlink", oldname, newname, err}
	}
	dir.add(&node{name: base, mode: ModeSymlink | 0777, target: oldname, modTime: time.Now()})
	return nil
}

func Readlink(name string) (string, error) {
	enter()
	n, err := find(name, false)
	if err == nil && n.mode&ModeSymlink == 0 {
		err = syscall.EINVAL
	}
	if err != nil {
		return "", wrap("readlink", name, err)
	}
	return n.target, nil
}

func Truncate(name string, size int64) error {
	enter()
	n, err := find(name, true)
	if err == nil {
		n.truncate(size)
	}
	return wrap("truncate", name, err)
}

func Chmod(name string, mode FileMode) error {
	enter()
	n, err := find(name, true)
	if err == nil {
		n.mode = n.mode&^ModePerm | mode&ModePerm
	}
	return wrap("chmod", name, err)
}

func Chtimes(name string, atime time.Time, mtime time.Time) error {
	enter()
	n, err := find(name, true)
	if err == nil {
		n.modTime = mtime
	}
	return wrap("chtimes", name, err)
}

func Chdir(dir string) error {
	enter()
	n, err := find(dir, true)
	if err == nil && !n.mode.IsDir() {
		err = syscall.ENOTDIR
	}
	if err != nil {
		return wrap("chdir", dir, err)
	}
	if cwd = n.path(); cwd == "" {
		cwd = "/"
	}
	return nil
}

func Getwd() (dir string, err error) { return cwd, nil }

// temporary numbers the names of temporary files.
var temporary = 1000000000

// tempName puts a number in the place of the last * of a pattern.
func tempName(op, dir, pattern string) (prefix, suffix string, err error) {
	for i := range len(pattern) {
		if pattern[i] == '/' {
			return "", "", wrap(op, pattern, errPattern)
		}
	}
	prefix = pattern
	for i := len(pattern) - 1; i >= 0; i-- {
		if pattern[i] == '*' {
			prefix, suffix = pattern[:i], pattern[i+1:]
			break
		}
	}
	if dir == "" {
		dir = TempDir()
	}
	return dir + "/" + prefix, suffix, nil
}

func number() string {
	temporary += 7919
	n, text := temporary, ""
	for ; n > 0; n /= 10 {
		text = string(rune('0'+n%10)) + text
	}
	return text
}

func CreateTemp(dir, pattern string) (*File, error) {
	prefix, suffix, err := tempName("createtemp", dir, pattern)
	if err != nil {
		return nil, err
	}
	for {
		f, err := OpenFile(prefix+number()+suffix, O_RDWR|O_CREATE|O_EXCL, 0600)
		if !IsExist(err) {
			return f, err
		}
	}
}

func MkdirTemp(dir, pattern string) (string, error) {
	prefix, suffix, err := tempName("mkdirtemp", dir, pattern)
	if err != nil {
		return "", err
	}
	for {
		name := prefix + number() + suffix
		err := Mkdir(name, 0700)
		if err == nil {
			return name, nil
		}
		if !IsExist(err) {
			return "", err
		}
	}
}

type dirFS string

func (d dirFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, wrap("open", name, ErrInvalid)
	}
	f, err := Open(string(d) + "/" + name)
	if err != nil {
		err.(*PathError).Path = name
		return nil, err
	}
	return f, nil
}

func (d dirFS) ReadFile(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, wrap("readfile", name, ErrInvalid)
	}
	return ReadFile(string(d) + "/" + name)
}

func (d dirFS) ReadDir(name string) ([]DirEntry, error) {
	if !fs.ValidPath(name) {
		return nil, wrap("readdir", name, ErrInvalid)
	}
	return ReadDir(string(d) + "/" + name)
}

func (d dirFS) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, wrap("stat", name, ErrInvalid)
	}
	return Stat(string(d) + "/" + name)
}

// DirFS is the tree below dir.
func DirFS(dir string) fs.FS { return dirFS(dir) }
