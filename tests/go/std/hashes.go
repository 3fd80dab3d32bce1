// Hashes and encodings of bytes.
package main

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"hash/fnv"
	"html"
	"io"
	"os"
	"strings"
)

func main() {
	for _, s := range []string{"", "abc", strings.Repeat("The quick brown fox. ", 20)} {
		b := []byte(s)
		fmt.Printf("%x\n%x\n%x\n%x\n", md5.Sum(b), sha1.Sum(b), sha256.Sum256(b), sha256.Sum224(b))
		fmt.Println(crc32.ChecksumIEEE(b), crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)), adler32.Checksum(b))
		for _, h := range []hash.Hash{fnv.New32(), fnv.New32a(), fnv.New64(), fnv.New64a(), fnv.New128(), fnv.New128a(), sha256.New(), md5.New(), sha1.New(), crc32.NewIEEE()} {
			for i := 0; i < len(s); i += 7 {
				io.WriteString(h, s[i:min(i+7, len(s))])
			}
			fmt.Printf("%x %d %d\n", h.Sum([]byte{1}), h.Size(), h.BlockSize())
		}
		h := fnv.New32a()
		h.Write(b)
		fmt.Println(h.Sum32())
		fmt.Println(hex.EncodeToString(b[:min(5, len(b))]), base64.StdEncoding.EncodeToString(b), base64.RawURLEncoding.EncodeToString(b))
	}
	for _, s := range []string{"616263", "61626", "6g", "g", "", "616"} {
		b, err := hex.DecodeString(s)
		fmt.Printf("%q %v\n", b, err)
	}
	fmt.Print(hex.Dump([]byte("hello, hexdump world\x00\xff")))
	for _, s := range []string{"aGVsbG8=", "aGVsbG8", "aGVsbA==", "aGVs\nbG8=", "a", "aGVsbG8=x", "!!!!", "", "YQ==", "YR==", "aGVsbG8=\n"} {
		b, err := base64.StdEncoding.DecodeString(s)
		fmt.Printf("%q %v\n", b, err)
		b, err = base64.RawStdEncoding.DecodeString(s)
		fmt.Printf("%q %v\n", b, err)
	}
	_, err := base64.StdEncoding.Strict().DecodeString("YR==")
	fmt.Println(err, base64.URLEncoding.EncodeToString([]byte{0xfb, 0xff}), base64.StdEncoding.EncodedLen(10), base64.RawStdEncoding.DecodedLen(7))
	w := base64.NewEncoder(base64.StdEncoding, os.Stdout)
	w.Write([]byte("streamed "))
	w.Write([]byte("encoding"))
	w.Close()
	fmt.Println()
	all, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, strings.NewReader("c3RyZWFtZWQ=")))
	fmt.Printf("%q %v\n", all, err)
	all, err = io.ReadAll(hex.NewDecoder(strings.NewReader("68656c6c6f")))
	fmt.Printf("%q %v\n", all, err)
	var buf bytes.Buffer
	hex.NewEncoder(&buf).Write([]byte("xyz"))
	fmt.Println(buf.String())
	fmt.Println(html.EscapeString(`<a href="x">Tom & 'Jerry'</a>`), html.UnescapeString("&lt;b&gt; &amp;amp; &#39;&#x41;&quot; &nosuch; &copy; &amp &eacute;"))
}
