package os

import (
	"errors"
	"io"
	"io/fs"
	"runtime"
	"syscall"
	"time"
)

const (
	O_RDONLY = 0x0
	O_WRONLY = 0x1
	O_RDWR   = 0x2
	O_APPEND = 0x400
	O_CREATE = 0x40
	O_EXCL   = 0x80
	O_SYNC   = 0x101000
	O_TRUNC  = 0x200

	SEEK_SET = 0
	SEEK_CUR = 1
	SEEK_END = 2
)

// umask is what permissions new files never have.
const umask = 0022

// A File is an open file. It is closed when it is collected.
type File struct {
	*file
}

type file struct {
	fd     int
	name   string
	node   *node
	flag   int
	off    int64
	list   []*node // the rest of a directory being read
	listed bool
	pipe   *pipe
	closed bool
}

// descriptors says which numbers are taken.
var descriptors = []bool{true, true, true}

// descriptor takes the least free number.
func descriptor() (int, error) {
	for fd, taken := range descriptors {
		if !taken {
			descriptors[fd] = true
			opened(1)
			return fd, nil
		}
	}
	if len(descriptors) >= fileLimit() {
		return -1, syscall.EMFILE
	}
	descriptors = append(descriptors, true)
	opened(1)
	return len(descriptors) - 1, nil
}

func newFile(n *node, name string, flag int) (*File, error) {
	fd, err := descriptor()
	if err != nil {
		return nil, err
	}
	f := &file{fd: fd, name: name, node: n, flag: flag}
	runtime.SetFinalizer(f, (*file).close)
	return &File{f}, nil
}

// NewFile is a file for a descriptor of the standard streams.
func NewFile(fd uintptr, name string) *File {
	if fd > 2 {
		return nil
	}
	return &File{&file{fd: int(fd), name: name, node: terminal, flag: O_RDWR}}
}

func Open(name string) (*File, error)   { return OpenFile(name, O_RDONLY, 0) }
func Create(name string) (*File, error) { return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666) }

// OpenFile opens a file, and makes it if the flags say so.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	enter()
	n, err := open(name, flag, perm)
	if err == nil {
		var f *File
		if f, err = newFile(n, name, flag); err == nil {
			if flag&O_TRUNC != 0 && n.mode.IsRegular() {
				n.data, n.modTime = nil, time.Now()
			}
			return f, nil
		}
	}
	return nil, &PathError{Op: "open", Path: name, Err: err}
}

func open(name string, flag int, perm FileMode) (*node, error) {
	n, err := find(name, true)
	writes := flag&(O_WRONLY|O_RDWR) != 0
	switch {
	case err == syscall.ENOENT && flag&O_CREATE != 0:
		dir, base, err := place(name)
		if err != nil {
			return nil, err
		}
		if dir.mode&0222 == 0 {
			return nil, syscall.EACCES
		}
		n = &node{name: base, mode: perm &^ umask, modTime: time.Now()}
		dir.add(n)
		return n, nil
	case err != nil:
		return nil, err
	case flag&O_CREATE != 0 && flag&O_EXCL != 0:
		return nil, syscall.EEXIST
	case n.mode.IsDir() && (writes || flag&O_CREATE != 0):
		return nil, syscall.EISDIR
	case writes && n.mode&0222 == 0, flag&O_WRONLY == 0 && n.mode&0444 == 0:
		return nil, syscall.EACCES
	}
	return n, nil
}

// check finds what is wrong with an operation on f.
func (f *File) check(op string) error {
	if f == nil {
		return ErrInvalid
	}
	if f.closed {
		return &PathError{Op: op, Path: f.name, Err: ErrClosed}
	}
	enter()
	return nil
}

func (f *File) fail(op string, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	return &PathError{Op: op, Path: f.name, Err: err}
}

func (f *File) Name() string { return f.name }

func (f *File) Fd() uintptr {
	if f == nil || f.closed {
		return ^uintptr(0)
	}
	return uintptr(f.fd)
}

// Close gives the descriptor back.
func (f *File) Close() error {
	if f == nil {
		return ErrInvalid
	}
	if f.closed {
		return &PathError{Op: "close", Path: f.name, Err: ErrClosed}
	}
	enter()
	f.close()
	return nil
}

func (f *file) close() {
	if f.closed {
		return
	}
	f.closed = true
	if f.pipe != nil {
		f.pipe.close(f.flag == O_WRONLY)
	}
	descriptors[f.fd] = false
	opened(-1)
	runtime.SetFinalizer(f, nil)
}

func (f *File) Read(b []byte) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	switch {
	case f.flag&O_WRONLY != 0:
		return 0, f.fail("read", syscall.EBADF)
	case len(b) == 0:
		return 0, nil
	case f.pipe != nil:
		return f.pipe.read(b)
	case f.node == terminal:
		n = read(b)
	case f.node.mode.IsDir():
		return 0, f.fail("read", syscall.EISDIR)
	default:
		if f.off < int64(len(f.node.data)) {
			n = copy(b, f.node.data[f.off:])
		}
		f.off += int64(n)
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

func (f *File) ReadAt(b []byte, off int64) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if off < 0 {
		return 0, f.fail("readat", errors.New("negative offset"))
	}
	if off < int64(len(f.node.data)) {
		n = copy(b, f.node.data[off:])
	}
	if n < len(b) {
		err = io.EOF
	}
	return n, err
}

func (f *File) Write(b []byte) (n int, err error) { return f.WriteString(string(b)) }

func (f *File) WriteString(s string) (n int, err error) {
	if f != nil && f.node == terminal && !f.closed && f.fd > 0 {
		write(f.fd, s)
		return len(s), nil
	}
	if err := f.check("write"); err != nil {
		return 0, err
	}
	if f.flag&(O_WRONLY|O_RDWR) == 0 {
		return 0, f.fail("write", syscall.EBADF)
	}
	if f.pipe != nil {
		n, err := f.pipe.write(s)
		return n, f.fail("write", err)
	}
	if f.flag&O_APPEND != 0 {
		f.off = int64(len(f.node.data))
	}
	f.node.write(s, f.off)
	f.off += int64(len(s))
	return len(s), nil
}

func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	if f.flag&O_APPEND != 0 {
		return 0, errors.New("os: invalid use of WriteAt on file opened with O_APPEND")
	}
	if off < 0 {
		return 0, f.fail("writeat", errors.New("negative offset"))
	}
	if f.flag&(O_WRONLY|O_RDWR) == 0 {
		return 0, f.fail("write", syscall.EBADF)
	}
	f.node.write(string(b), off)
	return len(b), nil
}

func (n *node) write(s string, off int64) {
	n.modTime = time.Now()
	if !n.mode.IsRegular() {
		return
	}
	end := off + int64(len(s))
	if off == int64(len(n.data)) {
		n.data = append(n.data, s...)
		return
	}
	if end > int64(len(n.data)) {
		n.data = append(n.data, make([]byte, end-int64(len(n.data)))...)
	}
	copy(n.data[off:], s)
}

func (f *File) Seek(offset int64, whence int) (ret int64, err error) {
	if err := f.check("seek"); err != nil {
		return 0, err
	}
	if f.node == terminal || f.pipe != nil {
		return 0, f.fail("seek", syscall.ESPIPE)
	}
	switch whence {
	case io.SeekCurrent:
		offset += f.off
	case io.SeekEnd:
		offset += int64(len(f.node.data))
	}
	if offset < 0 || whence < 0 || whence > 2 {
		return 0, f.fail("seek", syscall.EINVAL)
	}
	f.off = offset
	f.list, f.listed = nil, false
	return offset, nil
}

func (f *File) Truncate(size int64) error {
	if err := f.check("truncate"); err != nil {
		return err
	}
	if f.flag&(O_WRONLY|O_RDWR) == 0 || size < 0 {
		return f.fail("truncate", syscall.EINVAL)
	}
	f.node.truncate(size)
	return nil
}

func (n *node) truncate(size int64) {
	n.modTime = time.Now()
	if size <= int64(len(n.data)) {
		n.data = n.data[:size:size]
	} else {
		n.data = append(n.data, make([]byte, size-int64(len(n.data)))...)
	}
}

func (f *File) Stat() (FileInfo, error) {
	if err := f.check("stat"); err != nil {
		return nil, err
	}
	return f.node.info(f.name), nil
}

func (f *File) Sync() error { return f.check("sync") }

func (f *File) Chmod(mode FileMode) error {
	if err := f.check("chmod"); err != nil {
		return err
	}
	f.node.mode = f.node.mode&^ModePerm | mode&ModePerm
	return nil
}

func (f *File) Chdir() error {
	if err := f.check("chdir"); err != nil {
		return err
	}
	return Chdir(f.node.path())
}

func (f *File) SetDeadline(t time.Time) error      { return f.fail("set deadline", ErrNoDeadline) }
func (f *File) SetReadDeadline(t time.Time) error  { return f.fail("set deadline", ErrNoDeadline) }
func (f *File) SetWriteDeadline(t time.Time) error { return f.fail("set deadline", ErrNoDeadline) }

func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	return io.Copy(struct{ io.Writer }{f}, r)
}

func (f *File) WriteTo(w io.Writer) (n int64, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	return io.Copy(w, struct{ io.Reader }{f})
}

// next gives up to n entries of a directory, all of them if n <= 0.
func (f *File) next(n int) ([]*node, error) {
	if err := f.check("readdir"); err != nil {
		return nil, err
	}
	if !f.node.mode.IsDir() {
		return nil, f.fail("readdirent", syscall.ENOTDIR)
	}
	if !f.listed {
		f.list, f.listed = f.node.sorted(), true
	}
	if n > 0 && len(f.list) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(f.list) {
		n = len(f.list)
	}
	list := f.list[:n]
	f.list = f.list[n:]
	return list, nil
}

func (f *File) ReadDir(n int) ([]DirEntry, error) {
	nodes, err := f.next(n)
	list := make([]DirEntry, 0, len(nodes))
	for _, e := range nodes {
		list = append(list, entry{e})
	}
	return list, err
}

func (f *File) Readdir(n int) ([]FileInfo, error) {
	nodes, err := f.next(n)
	list := make([]FileInfo, 0, len(nodes))
	for _, e := range nodes {
		list = append(list, e.info(e.name))
	}
	return list, err
}

func (f *File) Readdirnames(n int) (names []string, err error) {
	nodes, err := f.next(n)
	names = make([]string, 0, len(nodes))
	for _, e := range nodes {
		names = append(names, e.name)
	}
	return names, err
}

var _ fs.ReadDirFile = (*File)(nil)
