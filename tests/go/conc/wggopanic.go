// A panic in WaitGroup.Go ends the process; Wait does not return.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Go(func() { panic("in the group") })
	wg.Wait()
	fmt.Println("never")
}
