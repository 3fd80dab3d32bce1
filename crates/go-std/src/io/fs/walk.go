package fs

import (
	"cmp"
	"errors"
	"io"
	"path"
	"slices"
)

var (
	// SkipDir lets a walk leave a directory out.
	SkipDir = errors.New("skip this directory")
	// SkipAll ends a walk.
	SkipAll = errors.New("skip everything and stop the walk")
)

// A WalkDirFunc is called for every file of a walk.
type WalkDirFunc func(path string, d DirEntry, err error) error

// WalkDir walks the tree below root in lexical order.
func WalkDir(fsys FS, root string, fn WalkDirFunc) error {
	switch err := walkRoot(fsys, root, fn); err {
	case SkipDir, SkipAll:
		return nil
	default:
		return err
	}
}

func walkRoot(fsys FS, root string, fn WalkDirFunc) error {
	info, err := Stat(fsys, root)
	if err != nil {
		return fn(root, nil, err)
	}
	return walk(fsys, root, FileInfoToDirEntry(info), fn)
}

// walk calls fn for d and for what is below it. SkipDir goes up as far as the nearest directory.
func walk(fsys FS, name string, d DirEntry, fn WalkDirFunc) error {
	err := fn(name, d, nil)
	if !d.IsDir() {
		return err
	}
	if err == nil {
		err = walkEntries(fsys, name, d, fn)
	}
	if err == SkipDir {
		return nil
	}
	return err
}

func walkEntries(fsys FS, name string, d DirEntry, fn WalkDirFunc) error {
	entries, err := ReadDir(fsys, name)
	if err != nil {
		err = fn(name, d, err)
	}
	for _, e := range entries {
		if err != nil {
			return err
		}
		err = walk(fsys, path.Join(name, e.Name()), e, fn)
	}
	return err
}

type infoEntry struct {
	FileInfo
}

func (e infoEntry) Type() FileMode          { return e.Mode().Type() }
func (e infoEntry) Info() (FileInfo, error) { return e.FileInfo, nil }
func (e infoEntry) String() string          { return FormatDirEntry(e) }

// FileInfoToDirEntry is an entry with what info says.
func FileInfoToDirEntry(info FileInfo) DirEntry {
	if info == nil {
		return nil
	}
	return infoEntry{info}
}

type ReadFileFS interface {
	FS
	ReadFile(name string) ([]byte, error)
}

type ReadDirFS interface {
	FS
	ReadDir(name string) ([]DirEntry, error)
}

type StatFS interface {
	FS
	Stat(name string) (FileInfo, error)
}

// ReadFile reads a whole file.
func ReadFile(fsys FS, name string) ([]byte, error) {
	if f, ok := fsys.(ReadFileFS); ok {
		return f.ReadFile(name)
	}
	return opened(fsys, name, func(file File) ([]byte, error) { return io.ReadAll(file) })
}

// Stat describes a file.
func Stat(fsys FS, name string) (FileInfo, error) {
	if f, ok := fsys.(StatFS); ok {
		return f.Stat(name)
	}
	return opened(fsys, name, File.Stat)
}

// ReadDir reads a directory, sorted by name.
func ReadDir(fsys FS, name string) ([]DirEntry, error) {
	if f, ok := fsys.(ReadDirFS); ok {
		return f.ReadDir(name)
	}
	return opened(fsys, name, func(file File) ([]DirEntry, error) {
		dir, ok := file.(ReadDirFile)
		if !ok {
			return nil, &PathError{"readdir", name, errors.New("not implemented")}
		}
		list, err := dir.ReadDir(-1)
		slices.SortFunc(list, func(a, b DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
		return list, err
	})
}

// opened asks a file for something while it is open.
func opened[T any](fsys FS, name string, ask func(File) (T, error)) (answer T, err error) {
	file, err := fsys.Open(name)
	if err != nil {
		return answer, err
	}
	defer file.Close()
	return ask(file)
}
