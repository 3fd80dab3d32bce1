// Writing is not done before Close has said so. A deferred Close is easily not heard.
package main

import (
	"errors"
	"fmt"
)

// A disk keeps what is written until Close, which finds that there is no room.
type disk struct{}

func (disk) Write(text string) error { return nil }
func (disk) Close() error            { return errors.New("no space left on device") }

func main() {
	fmt.Println("unheard:", unheard("paid"))
	fmt.Println("heard:", heard("paid"))
}

func unheard(text string) error {
	var f disk
	defer f.Close() // its result goes nowhere
	return f.Write(text)
}

func heard(text string) (err error) {
	var f disk
	defer func() {
		err = errors.Join(err, f.Close())
	}()
	return f.Write(text)
}
