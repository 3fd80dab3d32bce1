//! The standard packages that listings import, written in Go for the machine of go-vm.
