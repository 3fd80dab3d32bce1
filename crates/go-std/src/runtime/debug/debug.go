// Package debug looks into and adjusts the running program.
package debug

import "os"

// Stack is the stack of this goroutine as text.
func Stack() []byte { return []byte(stack(false)) }

// PrintStack prints it to standard error.
func PrintStack() { os.Stderr.Write(Stack()) }

// SetGCPercent sets GOGC and returns the old value; negative is off.
func SetGCPercent(percent int) int { return setGCPercent(percent) }

func stack(all bool) string
func setGCPercent(percent int) int
