package os

import (
	"io/fs"
	"path"
	"slices"
	"syscall"
	"time"
)

// The file system of a process: a tree in its memory, which is gone with it.

// A node is a file or a directory.
type node struct {
	name    string
	mode    FileMode
	data    []byte
	entries map[string]*node
	parent  *node
	target  string // of a symbolic link
	modTime time.Time
}

var (
	root = newDir("/", nil)
	cwd  = "/home/gopher"
)

func newDir(name string, parent *node) *node {
	return &node{name: name, mode: ModeDir | 0755, entries: map[string]*node{}, parent: parent, modTime: time.Now()}
}

func init() {
	for _, dir := range []string{"/tmp", "/dev", "/etc", "/home/gopher"} {
		MkdirAll(dir, 0755)
	}
	root.entries["tmp"].mode |= ModeSticky | 0777
	WriteFile("/etc/hostname", []byte("tidepool\n"), 0644)
	null := &node{name: "null", mode: ModeDevice | ModeCharDevice | 0666, parent: root.entries["dev"], modTime: time.Now()}
	root.entries["dev"].entries["null"] = null
}

func absolute(name string) string {
	if name[0] != '/' {
		name = cwd + "/" + name
	}
	return path.Clean(name)
}

// find walks to a file.
func find(name string, follow bool) (*node, error) {
	if name == "" {
		return nil, syscall.ENOENT
	}
	return walk(absolute(name), follow, 0)
}

func walk(name string, follow bool, links int) (*node, error) {
	at := root
	for name = name[1:]; name != ""; {
		elem := name
		rest := ""
		for i := range len(name) {
			if name[i] == '/' {
				elem, rest = name[:i], name[i+1:]
				break
			}
		}
		if !at.mode.IsDir() {
			return nil, syscall.ENOTDIR
		}
		next, ok := at.entries[elem]
		if !ok {
			return nil, syscall.ENOENT
		}
		if next.mode&ModeSymlink != 0 && (follow || rest != "") {
			if links > 40 {
				return nil, syscall.ELOOP
			}
			target := next.target
			if target == "" || target[0] != '/' {
				target = at.path() + "/" + target
			}
			return walk(path.Clean(target+"/"+rest), follow, links+1)
		}
		at, name = next, rest
	}
	return at, nil
}

func (n *node) path() string {
	if n.parent == nil {
		return ""
	}
	return n.parent.path() + "/" + n.name
}

// place finds the directory and the last element of a name.
func place(name string) (dir *node, base string, err error) {
	if name == "" {
		return nil, "", syscall.ENOENT
	}
	name = absolute(name)
	if name == "/" {
		return nil, "", syscall.EEXIST
	}
	dir, err = walk(path.Dir(name), true, 0)
	if err == nil && !dir.mode.IsDir() {
		err = syscall.ENOTDIR
	}
	return dir, path.Base(name), err
}

func (n *node) add(child *node) {
	child.parent = n
	n.entries[child.name] = child
	n.modTime = time.Now()
}

func (n *node) sorted() []*node {
	list := make([]*node, 0, len(n.entries))
	for _, e := range n.entries {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b *node) int {
		if a.name < b.name {
			return -1
		}
		return 1
	})
	return list
}

// info is a file as it was when it was asked for.
type info struct {
	name    string
	size    int64
	mode    FileMode
	modTime time.Time
	node    *node
}

func (n *node) info(name string) *info {
	size := int64(len(n.data))
	if n.mode.IsDir() {
		size = 4096
	} else if n.mode&ModeSymlink != 0 {
		size = int64(len(n.target))
	}
	return &info{path.Base(name), size, n.mode, n.modTime, n}
}

func (i *info) Name() string       { return i.name }
func (i *info) Size() int64        { return i.size }
func (i *info) Mode() FileMode     { return i.mode }
func (i *info) ModTime() time.Time { return i.modTime }
func (i *info) IsDir() bool        { return i.mode.IsDir() }
func (i *info) Sys() any           { return nil }

// SameFile reports whether both describe one file.
func SameFile(fi1, fi2 FileInfo) bool {
	a, ok := fi1.(*info)
	b, ok2 := fi2.(*info)
	return ok && ok2 && a.node == b.node
}

// entry is what ReadDir gives.
type entry struct {
	n *node
}

func (e entry) Name() string            { return e.n.name }
func (e entry) IsDir() bool             { return e.n.mode.IsDir() }
func (e entry) Type() FileMode          { return e.n.mode.Type() }
func (e entry) Info() (FileInfo, error) { return e.n.info(e.n.name), nil }
func (e entry) String() string          { return fs.FormatDirEntry(e) }
