// Command server is a Redis server for the programs beside it: miniredis, whose keys expire as time goes by. It prints its
// address and lives until its standard input ends.
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/alicebob/miniredis/v2"
)

func main() {
	m, err := miniredis.Run()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(m.Addr())
	go func() {
		last := time.Now()
		for now := range time.Tick(5 * time.Millisecond) {
			m.FastForward(now.Sub(last))
			last = now
		}
	}()
	io.Copy(io.Discard, os.Stdin)
}
