// Where code stands: functions by their addresses, callers down to the runtime's, and the places that package log writes.
package main

import (
	"fmt"
	"log"
	"os"
	"path"
	"reflect"
	"runtime"
	"strings"
)

type T struct{}

func (T) M()  {}
func (*T) P() {}

func plain() {}

func named(f any) string {
	fn := runtime.FuncForPC(reflect.ValueOf(f).Pointer())
	file, line := fn.FileLine(fn.Entry())
	return fmt.Sprint(fn.Name(), " ", path.Base(file), ":", line, " ", reflect.ValueOf(f).Pointer() == fn.Entry())
}

func callers() {
	pcs := make([]uintptr, 20)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		fmt.Print(f.Function, " ")
	}
	fmt.Println()
}

func helper() { log.Print("in helper") }

func main() {
	x := 1
	fmt.Println(named(plain), named(T.M), named((*T).P))
	fmt.Println(named(func() {}), named(func() { x++ }), runtime.FuncForPC(0) == nil)
	callers()
	done := make(chan bool)
	go func() { callers(); done <- true }()
	<-done
	func() {
		defer func() { recover(); callers() }()
		panic(1)
	}()
	text := make([]byte, 1000)
	fmt.Println(strings.Split(string(text[:runtime.Stack(text, false)]), "\n")[1])

	log.SetOutput(os.Stdout)
	log.SetFlags(log.Lshortfile)
	log.Print("here")
	helper()
	log.Output(1, "depth one")
	log.SetPrefix("p: ")
	log.SetFlags(log.Lshortfile | log.Lmsgprefix)
	log.Println("prefix before the message")
	log.New(os.Stdout, "own ", log.Lshortfile).Printf("%d", 5)
	defer func() { fmt.Println(recover()) }()
	log.Panicf("panic %d", 1)
}
