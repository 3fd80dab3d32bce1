// Package syscall has the error numbers and signals of the simulated system.
package syscall

import (
	"errors"
	"internal/oserror"
)

// An Errno is an error number of the system.
type Errno uintptr

const (
	EPERM         Errno = 1
	ENOENT        Errno = 2
	EINTR         Errno = 4
	EIO           Errno = 5
	EBADF         Errno = 9
	EAGAIN        Errno = 11
	ENOMEM        Errno = 12
	EACCES        Errno = 13
	EBUSY         Errno = 16
	EEXIST        Errno = 17
	ENOTDIR       Errno = 20
	EISDIR        Errno = 21
	EINVAL        Errno = 22
	ENFILE        Errno = 23
	EMFILE        Errno = 24
	ENOSPC        Errno = 28
	ESPIPE        Errno = 29
	EPIPE         Errno = 32
	ENOSYS        Errno = 38
	ENOTEMPTY     Errno = 39
	ELOOP         Errno = 40
	ENOTSUP       Errno = 95
	EADDRINUSE    Errno = 98
	EADDRNOTAVAIL Errno = 99
	ECONNRESET    Errno = 104
	ETIMEDOUT     Errno = 110
	ECONNREFUSED  Errno = 111
	EHOSTUNREACH  Errno = 113
)

var texts = map[Errno]string{
	EPERM: "operation not permitted", ENOENT: "no such file or directory", EINTR: "interrupted system call",
	EIO: "input/output error", EBADF: "bad file descriptor", EAGAIN: "resource temporarily unavailable",
	ENOMEM: "cannot allocate memory", EACCES: "permission denied", EBUSY: "device or resource busy", EEXIST: "file exists",
	ENOTDIR: "not a directory", EISDIR: "is a directory", EINVAL: "invalid argument",
	ENFILE: "too many open files in system", EMFILE: "too many open files", ENOSPC: "no space left on device",
	ESPIPE: "illegal seek", EPIPE: "broken pipe", ENOSYS: "function not implemented", ENOTEMPTY: "directory not empty",
	ELOOP: "too many levels of symbolic links", ENOTSUP: "operation not supported", ETIMEDOUT: "connection timed out",
	ECONNREFUSED: "connection refused",
}

func (e Errno) Error() string {
	switch e { // What only those meet who use the network is not in the table, which every program makes when it starts.
	case EADDRINUSE:
		return "address already in use"
	case EADDRNOTAVAIL:
		return "cannot assign requested address"
	case ECONNRESET:
		return "connection reset by peer"
	case EHOSTUNREACH:
		return "no route to host"
	}
	if text, ok := texts[e]; ok {
		return text
	}
	return "errno " + itoa(int(e))
}

// Is makes error numbers match the general errors of package os.
func (e Errno) Is(target error) bool {
	switch e {
	case ENOENT:
		return target == oserror.ErrNotExist
	case EEXIST, ENOTEMPTY:
		return target == oserror.ErrExist
	case EACCES, EPERM:
		return target == oserror.ErrPermission
	case ENOSYS, ENOTSUP:
		return target == errors.ErrUnsupported
	}
	return false
}

func (e Errno) Temporary() bool { return e == EINTR || e == EMFILE || e == ENFILE || e.Timeout() }
func (e Errno) Timeout() bool   { return e == EAGAIN || e == ETIMEDOUT }

// A Signal is a signal of the system.
type Signal int

const (
	SIGHUP   Signal = 1
	SIGINT   Signal = 2
	SIGQUIT  Signal = 3
	SIGILL   Signal = 4
	SIGTRAP  Signal = 5
	SIGABRT  Signal = 6
	SIGBUS   Signal = 7
	SIGFPE   Signal = 8
	SIGKILL  Signal = 9
	SIGUSR1  Signal = 10
	SIGSEGV  Signal = 11
	SIGUSR2  Signal = 12
	SIGPIPE  Signal = 13
	SIGALRM  Signal = 14
	SIGTERM  Signal = 15
	SIGCHLD  Signal = 17
	SIGCONT  Signal = 18
	SIGSTOP  Signal = 19
	SIGWINCH Signal = 28
)

var signalTexts = map[Signal]string{
	SIGHUP: "hangup", SIGINT: "interrupt", SIGQUIT: "quit", SIGILL: "illegal instruction", SIGTRAP: "trace/breakpoint trap",
	SIGABRT: "aborted", SIGBUS: "bus error", SIGFPE: "floating point exception", SIGKILL: "killed",
	SIGUSR1: "user defined signal 1", SIGSEGV: "segmentation fault", SIGUSR2: "user defined signal 2", SIGPIPE: "broken pipe",
	SIGALRM: "alarm clock", SIGTERM: "terminated", SIGCHLD: "child exited", SIGCONT: "continued", SIGSTOP: "stopped (signal)",
	SIGWINCH: "window changed",
}

func (s Signal) Signal() {}

func (s Signal) String() string {
	if text, ok := signalTexts[s]; ok {
		return text
	}
	return "signal " + itoa(int(s))
}

var signalNames = map[Signal]string{
	SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGKILL: "SIGKILL", SIGUSR1: "SIGUSR1", SIGUSR2: "SIGUSR2",
	SIGPIPE: "SIGPIPE", SIGALRM: "SIGALRM", SIGTERM: "SIGTERM", SIGCHLD: "SIGCHLD", SIGCONT: "SIGCONT", SIGWINCH: "SIGWINCH",
}

// SignalName is the signal's name in capitals, as the machine calls it.
func SignalName(s Signal) string { return signalNames[s] }

func itoa(n int) string {
	if n < 0 {
		return "-" + itoa(-n)
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// Getpid is the number of the only process.
func Getpid() int  { return 1 }
func Getppid() int { return 0 }
func Getuid() int  { return 1000 }
func Getgid() int  { return 1000 }

// Kill sends a signal to this process.
func Kill(pid int, sig Signal) error {
	if pid != 1 && pid != 0 {
		return EPERM
	}
	kill(SignalName(sig))
	return nil
}

// kill sends the signal of this name to this process.
func kill(name string)
