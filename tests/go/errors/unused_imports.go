package main

import (
	"errors"
	"fmt"
	str "strings"
	_ "time"
	"os"
)

func main() {}
