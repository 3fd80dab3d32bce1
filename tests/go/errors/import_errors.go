package main

import (
	"fmt"
	"fmt"
	f2 "fmt"
	. "strings"
)

var fmt = 1

func main() {}
