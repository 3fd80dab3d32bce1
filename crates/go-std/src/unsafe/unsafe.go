// Package unsafe has Sizeof, Alignof and Offsetof, which the type checker itself knows. It has no Pointer: the machine
// keeps values, not bytes.
package unsafe
