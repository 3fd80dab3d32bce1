// Package stdio is the way of fmt to the standard streams. Package os puts its own in, so that programs without os need not load it.
package stdio

// Out writes to standard output.
var Out = func(s string) (n int, err error) {
	write(1, s)
	return len(s), nil
}

// In reads from standard input; 0 bytes are its end.
var In = func(b []byte) (n int, err error) { return read(b), nil }

// write writes to a descriptor: 1 standard output, 2 standard error.
func write(fd int, s string)

// read reads standard input; 0 bytes are its end.
func read(b []byte) int
