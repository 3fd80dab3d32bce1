// Packages path and path/filepath.
package main

import (
	"fmt"
	"path"
	"path/filepath"
)

func main() {
	for _, p := range []string{"", "a/b/../c", "/../a//b/./c/", "../../x", "/", "a/..", "./a"} {
		d, f := path.Split(p)
		fmt.Printf("%q %q %q %q %q %v %q %q\n", path.Clean(p), path.Base(p), path.Dir(p), d, f, path.IsAbs(p), path.Ext(p+".tar.gz"), path.Join(p, "z"))
	}
	for _, m := range [][2]string{{"*.go", "main.go"}, {"a?c", "abc"}, {"[a-c]*", "bx"}, {"[^a-c]*", "bx"}, {"*", "a/b"}, {"a/*/c", "a/b/c"}, {"[", "a"}, {"[a", "a"}, {`\*`, "*"}, {"*x*y", "axbxcy"}, {"", ""}, {"[a-]", "a"}, {"a[", "a"}, {"a*[", "b"}} {
		ok, err := path.Match(m[0], m[1])
		fmt.Println(m, ok, err)
	}
	for _, r := range [][2]string{{"/a", "/a/b/c"}, {"/a/b", "/a/c"}, {"a", "a"}, {"a/b", "."}, {"/a", "b"}, {".", "x/y"}, {"../x", "y"}} {
		s, err := filepath.Rel(r[0], r[1])
		fmt.Println(r, s, err)
	}
	fmt.Println(filepath.SplitList("/a:/b"), filepath.IsLocal("../x"), filepath.IsLocal("a/../b"), filepath.Ext("x.txt"), filepath.ToSlash("a/b"), filepath.VolumeName("/x") == "")
}
