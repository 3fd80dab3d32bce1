package main

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	s := "  Hello, Wörld!  "
	t := strings.TrimSpace(s)
	fmt.Printf("%q %q %q\n", t, strings.ToUpper(t), strings.ToLower(t))
	fmt.Println(strings.Split("a,b,c", ","), strings.Fields(" a  b c "), strings.Join([]string{"x", "y"}, "-"))
	fmt.Println(strings.Contains(t, "Wör"), strings.HasPrefix(t, "He"), strings.HasSuffix(t, "!"), strings.Index(t, "o"), strings.LastIndex(t, "l"))
	fmt.Println(strings.Replace("aaaa", "a", "b", 2), strings.ReplaceAll("aaaa", "a", "b"), strings.Repeat("ab", 3), strings.Count("cheese", "e"))
	fmt.Println(strings.Trim("xxhixx", "x"), strings.TrimLeft("xxhi", "x"), strings.TrimPrefix("prefix-x", "prefix-"), strings.TrimSuffix("a.go", ".go"))
	fmt.Println(strings.EqualFold("Go", "GO"), strings.SplitN("a:b:c", ":", 2), strings.IndexByte("abc", 'c'), strings.Title("x") != "")
	before, after, found := strings.Cut("key=value", "=")
	fmt.Println(before, after, found)
	var b strings.Builder
	for i := range 3 {
		fmt.Fprintf(&b, "%d,", i)
	}
	b.WriteByte('x')
	b.WriteRune('日')
	b.WriteString("!")
	fmt.Println(b.String(), b.Len())
	fmt.Println(strings.Map(func(r rune) rune {
		if r == 'a' {
			return 'A'
		}
		return r
	}, "banana"))
	n, err := strconv.Atoi("123")
	fmt.Println(n, err)
	_, err = strconv.Atoi("12x")
	fmt.Println(err)
	_, err = strconv.Atoi("99999999999999999999")
	fmt.Println(err)
	f, err := strconv.ParseFloat("3.25", 64)
	fmt.Println(f, err)
	bo, err := strconv.ParseBool("true")
	fmt.Println(bo, err)
	i64, err := strconv.ParseInt("-ff", 16, 64)
	fmt.Println(i64, err)
	fmt.Println(strconv.Itoa(-45), strconv.FormatInt(255, 2), strconv.Quote("hi\n\"x\""), strconv.FormatFloat(1.5, 'f', 2, 64))
	fmt.Println(utf8.RuneCountInString("日本語"), utf8.ValidString("a\xff"), len("日本語"))
	xs := []string{"ccc", "a", "bb", "dddd"}
	sort.Sort(byLen(xs))
	fmt.Println(xs)
	sort.Strings(xs)
	fmt.Println(xs)
	sort.Sort(sort.Reverse(sort.StringSlice(xs)))
	fmt.Println(xs, sort.SearchInts([]int{1, 3, 5, 7}, 5))
	type kv struct {
		k string
		v int
	}
	kvs := []kv{{"a", 3}, {"b", 1}, {"c", 3}, {"d", 2}}
	sort.SliceStable(kvs, func(i, j int) bool { return kvs[i].v > kvs[j].v })
	fmt.Println(kvs)
	r := strings.NewReplacer("a", "1", "b", "2")
	fmt.Println(r.Replace("abc"))
	fmt.Println(strings.Compare("a", "b"), strings.ContainsRune("abc", 'b'), strings.ContainsAny("abc", "xyzc"))
	for i, w := range strings.Fields("the quick brown fox") {
		fmt.Print(i, w, ";")
	}
	fmt.Println()
	fmt.Println(strings.TrimFunc("123abc456", func(r rune) bool { return r < 'a' }), strings.IndexFunc("abC", func(r rune) bool { return r < 'a' }))
}
