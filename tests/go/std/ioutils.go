// The old names in io/ioutil do what the new ones in io and os do.
package main

import (
	"fmt"
	"io"
	"io/ioutil"
	"os"
	"strings"
)

func main() {
	dir, err := ioutil.TempDir("", "old")
	fmt.Println(err, strings.Contains(dir, "old"))
	defer os.RemoveAll(dir)
	fmt.Println(ioutil.WriteFile(dir+"/b.txt", []byte("second"), 0o600), ioutil.WriteFile(dir+"/a.txt", nil, 0o644))
	text, err := ioutil.ReadFile(dir + "/b.txt")
	fmt.Printf("%s %v\n", text, err)
	infos, err := ioutil.ReadDir(dir)
	for _, info := range infos {
		fmt.Println(info.Name(), info.Size(), info.Mode())
	}
	_, missing := ioutil.ReadDir(dir + "/none")
	fmt.Println(err, os.IsNotExist(missing))
	f, err := ioutil.TempFile(dir, "x-*.txt")
	fmt.Println(err, strings.HasSuffix(f.Name(), ".txt"), f.Close())
	all, err := ioutil.ReadAll(ioutil.NopCloser(strings.NewReader("read")))
	fmt.Printf("%s %v %v\n", all, err, ioutil.Discard == io.Discard)
}
