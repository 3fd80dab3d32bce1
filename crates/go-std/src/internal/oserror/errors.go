// Package oserror has what packages os, io/fs and syscall share of errors.
package oserror

import "errors"

// The kinds of errors that programs ask for.
var (
	ErrNotExist   = errors.New("file does not exist")
	ErrExist      = errors.New("file already exists")
	ErrClosed     = errors.New("file already closed")
	ErrPermission = errors.New("permission denied")
	ErrInvalid    = errors.New("invalid argument")
)

// IsTimeout reports whether err says of itself that it is a timeout.
func IsTimeout(err error) bool {
	e, tells := err.(interface{ Timeout() bool })
	return tells && e.Timeout()
}
