// Package os is the operating system of a process: a file system in memory, the standard streams,
// an environment, and the end of the process.
package os

import (
	"errors"
	"internal/oserror"
	"internal/stdio"
	"io/fs"
	"syscall"
)

type (
	// A FileMode is a file's kind and permissions.
	FileMode = fs.FileMode
	// A FileInfo describes a file.
	FileInfo = fs.FileInfo
	// A DirEntry is an entry of a directory.
	DirEntry = fs.DirEntry
	// A PathError tells the operation, the path and what went wrong.
	PathError = fs.PathError
)

const (
	ModeDir        = fs.ModeDir
	ModeAppend     = fs.ModeAppend
	ModeExclusive  = fs.ModeExclusive
	ModeTemporary  = fs.ModeTemporary
	ModeSymlink    = fs.ModeSymlink
	ModeDevice     = fs.ModeDevice
	ModeNamedPipe  = fs.ModeNamedPipe
	ModeSocket     = fs.ModeSocket
	ModeSetuid     = fs.ModeSetuid
	ModeSetgid     = fs.ModeSetgid
	ModeCharDevice = fs.ModeCharDevice
	ModeSticky     = fs.ModeSticky
	ModeIrregular  = fs.ModeIrregular
	ModeType       = fs.ModeType
	ModePerm       = fs.ModePerm
)

var (
	ErrInvalid          = oserror.ErrInvalid
	ErrPermission       = oserror.ErrPermission
	ErrExist            = oserror.ErrExist
	ErrNotExist         = oserror.ErrNotExist
	ErrClosed           = oserror.ErrClosed
	ErrNoDeadline       = errors.New("file type does not support deadline")
	ErrDeadlineExceeded = errors.New("i/o timeout")
	ErrProcessDone      = errors.New("os: process already finished")
)

const (
	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

func IsPathSeparator(c uint8) bool { return c == PathSeparator }

// underlying takes the wrapping of this package off.
func underlying(err error) error {
	switch e := err.(type) {
	case *PathError:
		return e.Err
	case *LinkError:
		return e.Err
	case *SyscallError:
		return e.Err
	}
	return err
}

func isKind(err, target error) bool {
	err = underlying(err)
	if err == target {
		return true
	}
	e, ok := err.(syscall.Errno)
	return ok && e.Is(target)
}

func IsExist(err error) bool      { return isKind(err, ErrExist) }
func IsNotExist(err error) bool   { return isKind(err, ErrNotExist) }
func IsPermission(err error) bool { return isKind(err, ErrPermission) }
func IsTimeout(err error) bool    { return oserror.IsTimeout(underlying(err)) }

// A LinkError tells of an operation on two paths.
type LinkError struct {
	Op  string
	Old string
	New string
	Err error
}

func (e *LinkError) Error() string { return e.Op + " " + e.Old + " " + e.New + ": " + e.Err.Error() }
func (e *LinkError) Unwrap() error { return e.Err }

// A SyscallError tells of a system call.
type SyscallError struct {
	Syscall string
	Err     error
}

func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }
func (e *SyscallError) Unwrap() error { return e.Err }
func (e *SyscallError) Timeout() bool { return oserror.IsTimeout(e.Err) }

// NewSyscallError wraps err; nil stays nil.
func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}

var (
	Stdin  = &File{&file{fd: 0, name: "/dev/stdin", node: terminal, flag: O_RDONLY}}
	Stdout = &File{&file{fd: 1, name: "/dev/stdout", node: terminal, flag: O_WRONLY}}
	Stderr = &File{&file{fd: 2, name: "/dev/stderr", node: terminal, flag: O_WRONLY}}
)

// terminal is what the standard streams are connected with.
var terminal = &node{name: "stdio", mode: ModeNamedPipe | 0600}

func init() {
	stdio.Out = func(s string) (int, error) { return Stdout.WriteString(s) }
	stdio.In = func(b []byte) (int, error) { return Stdin.Read(b) }
}

// Args holds the program's name. Programs run without arguments here.
var Args = []string{"main"}

// Exit ends the process at once; deferred calls do not run.
func Exit(code int) { exit(code) }

// Hostname is the simulated machine's name.
func Hostname() (name string, err error) { return "tidepool", nil }
func Executable() (string, error)        { return "/usr/local/bin/main", nil }
func Getpid() int                        { return syscall.Getpid() }
func Getppid() int                       { return syscall.Getppid() }
func Getuid() int                        { return syscall.Getuid() }
func Geteuid() int                       { return syscall.Getuid() }
func Getgid() int                        { return syscall.Getgid() }
func Getegid() int                       { return syscall.Getgid() }
func Getgroups() ([]int, error)          { return []int{syscall.Getgid()}, nil }
func Getpagesize() int                   { return 4096 }
func TempDir() string                    { return envOr("TMPDIR", "/tmp") }
func UserHomeDir() (string, error)       { return envOr("HOME", "/home/gopher"), nil }
func UserCacheDir() (string, error)      { return envOr("HOME", "/home/gopher") + "/.cache", nil }
func UserConfigDir() (string, error)     { return envOr("HOME", "/home/gopher") + "/.config", nil }

// A Signal can be sent to a process.
type Signal interface {
	String() string
	Signal()
}

var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)

// A Process is a running process. Only this one exists.
type Process struct {
	Pid int
}

func FindProcess(pid int) (*Process, error) { return &Process{pid}, nil }

// Signal gives the process a signal, if it is this one.
func (p *Process) Signal(sig Signal) error {
	s, ok := sig.(syscall.Signal)
	if !ok {
		return errors.New("os: unsupported signal type")
	}
	if p.Pid != Getpid() {
		return ErrProcessDone
	}
	return syscall.Kill(p.Pid, s)
}

func (p *Process) Kill() error    { return p.Signal(Kill) }
func (p *Process) Release() error { return nil }

func exit(code int)

// write writes to a standard stream.
func write(fd int, s string)

// read reads standard input; 0 bytes are its end.
func read(b []byte) int

// enter is the cost of a system call.
func enter()

// fileLimit is how many descriptors the process may have open.
func fileLimit() int

// opened says that so many descriptors more are in use.
func opened(delta int)
