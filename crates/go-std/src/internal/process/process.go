// Package process tells what the system knows of the running process, as /proc does.
package process

// Figures are the processor time it has had in ns, the descriptors it may have open, and the time of its start in ns
// since 1970.
func Figures() (cpu, most, start int64)
