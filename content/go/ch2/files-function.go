// A function per file: its defer runs before the next file is opened.
package main

import (
	"fmt"
	"log"
	"os"

	"tidepool/lab"
)

func main() {
	names := create(lab.Int("files", 100))
	bytes, err := sizes(names)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(names), "files,", bytes, "bytes")
}

func sizes(names []string) (int64, error) {
	var total int64
	for _, name := range names {
		n, err := size(name)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

// size opens one file, and closes it whichever way it returns.
func size(name string) (int64, error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// create writes n small files, one after the other.
func create(n int) []string {
	var names []string
	for i := 1; i <= n; i++ {
		name := fmt.Sprintf("%s/order-%03d.txt", os.TempDir(), i)
		if err := os.WriteFile(name, []byte("paid\n"), 0o644); err != nil {
			log.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}
