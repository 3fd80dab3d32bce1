// Package net/url: what it takes apart, what it refuses and with which words, and how it puts things together.
package main

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

var addresses = []string{
	"", "/", "//", "///", "////", "*", "*x", "?", "#", "?#", "a?", "a??", "a?b?", "/a?b#c", "/a#b?c", "/a##b", ".", "..", "a/b/../c", "//a", "///a", "////a",
	"http://h", "http://h/", "HTTP://H/P", "hTTp://h:80", "http://h:", "http://h:/", "http://h:0", "http://h:99999", "http://h:x", "http://h:80x/", "http://h:-1", "http://h:8 0",
	"http://:80", "http://:", "http:///p", "http:////p", "http:/p", "http:p", "http:", "http:?q", "http:#f", "http://?q", "http://#f", "http://h?q", "http://h#f", "http://h?q=/x", "http://h/?",
	"mailto:a@b", "mailto:a%zz", "tel:1", "urn:a:b:c", "x+y-z.1:o", "1x:o", "a_b:c", "a_b/c:d", "a:b", ":", ":a", "::", ":/a", "/:a", "./a:b", "a/b:c", "http:%41", "javascript:alert(1)",
	"http://u@h", "http://u:p@h", "http://u:@h", "http://:p@h", "http://@h", "http://:@h", "http://u:p:q@h", "http://u%3Av:p%40@h/", "http://a@b@h", "http://u%zz@h", "http://u:%@h", "http://u v@h",
	"http://u/v@h", "http://u?v@h", "http://u<v@h", "http://ü@h", "http://u:p@h:80/p?q#f", "http://u@", "//u@h/p", "u@h", "http://[u]@h",
	"http://[::1]", "http://[::1]:80/p", "http://[::1]:", "http://[::1]x", "http://[::1", "http://::1]", "http://::1", "http://::1:80", "http://[", "http://]", "http://[]", "http://[]:80", "http://[::1%25lo]:80/", "http://[::1%lo]", "http://[::1%25]",
	"http://[fe80::1%25%65n%20%30-9]/", "http://[fe80::1%25a%zz]", "http://[::1]a:80", "http://a[::1]", "http://a[::1]:80", "http://[::1]:x", "http://[1.2.3.4]", "http://[g]", "http://[::ffff:1.2.3.4]", "http://[v1.x]", "http://[[::1]]", "http://u@[::1]:80", "http://[1:2]", "http://[::1%2525]", "http://[FE80::1]",
	"http://h%41", "http://h%zz", "http://h%", "http://h%4", "http://%e4%bd%a0", "http://你/好", "http://h%20x", "http://h x", "http://h\\x", "http://h^", "http://h|", "http://h{}", "http://h\"", "http://h<>", "http://h!$&'()*+,;=", "http://h%25", "http://h%2f", "http://-h_~.", "http://h`", "http://%7f",
	"/%", "/%4", "/%zz", "/%41%2f%2F", "/a%20b c", "/a+b", "/!$&'()*+,;=:@-._~", "/[]", "/{}", "/\"<>", "/|^`\\", "/ü%C3%BC", "/a%3fb%23", "/a;b,c", "/%2e%2e/", "/é", "/%e9", "/a%00", "a%3ab", "%", "%20",
	"/\x00", "/\n", "/a\tb", "\x7f", "/\x80", "http://h\n/", "/a#\n", "/#\x01", " http://h", "http ://h", "http://h /", "/a b", "ht\ttp://h",
	"/#%", "/#%zz", "/#a b", "/#%41", "/#%20!()*'", "/#a#b", "/#ü", "/#[]\"<>^`{|}\\", "/#/?:@&=+$,", "/?%zz", "/?a b\"<>", "/?#", "http://h?%",
	"cache_object:foo/bar", "cache_object/:foo/bar", "magnet:?xt=a&dn", "file:///a/b", "file:a/b", "file://h/a", "ftp://h:21/x;type=i", "a-b.c+d1://h",
}

func show(u *url.URL, err error) string {
	if err != nil {
		return fmt.Sprintf("%T %v", errors.Unwrap(err), err)
	}
	user := "-"
	if u.User != nil {
		password, set := u.User.Password()
		user = fmt.Sprintf("%q %q %v %s", u.User.Username(), password, set, u.User)
	}
	return fmt.Sprintf("%q %q %s %q[%q %q] %q %q %q %q %q %v %v | %s | %s | %s %s %v %s", u.Scheme, u.Opaque, user, u.Host, u.Hostname(), u.Port(), u.Path, u.RawPath,
		u.RawQuery, u.Fragment, u.RawFragment, u.ForceQuery, u.OmitHost, u, u.RequestURI(), u.EscapedPath(), u.EscapedFragment(), u.IsAbs(), u.Redacted())
}

// references are resolved as RFC 3986 tells, and joined.
func references() {
	bases := []string{"http://a/b/c/d;p?q", "http://u@h", "/x/y", "", "mailto:a@b", "http://h/a%2fb/../c/./", "http://h//a//b"}
	refs := []string{"g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "", ".", "./", "..", "../", "../g", "../..", "../../", "../../g",
		"../../../g", "../../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g", "./../g", "./g/.", "g/./h", "g/../h", "g;x=1/./y", "g?y/./x", "g#s/../x", "http:g", "mailto:x", "?", "#", "//u:p@i:1/j", "g%2f..", "//", "/..//g", "a//../b", ".//g", "..//"}
	for _, text := range bases {
		base, err := url.Parse(text)
		fmt.Println(text, err)
		for _, ref := range refs {
			got, err := base.Parse(ref)
			fmt.Print(ref, " => ", got, " ", err, "; ")
		}
		fmt.Println()
		for _, elems := range [][]string{nil, {""}, {"e"}, {"/e"}, {"e/"}, {"..", "e"}, {"../../e"}, {"a", "", "b"}, {"a//b", "."}, {"%2f", "a b"}, {"%zz"}, {"//"}, {"a:b"}, {"?q", "#f"}} {
			joined, err := url.JoinPath(text, elems...)
			fmt.Print(elems, " => ", joined, " ", err, " ", base.JoinPath(elems...).Path, "; ")
		}
		fmt.Println()
	}
	fmt.Println(url.JoinPath("http://h:x", "a"))
	_, err := new(url.URL).Parse(":")
	fmt.Println(err)
}

// written are addresses made by hand.
func written() {
	for _, u := range []*url.URL{
		{}, {Scheme: "s"}, {Host: "h"}, {Path: "p"}, {Path: "/p"}, {Scheme: "s", Path: "p"}, {Scheme: "s", Path: "/p"}, {Scheme: "s", Path: "//p"}, {Host: "h", Path: "p"}, {Host: "h", Path: "//p"}, {Path: "//p"}, {Path: "a:b"}, {Path: "a/b:c"},
		{Path: "/a:b"}, {Scheme: "s", Opaque: "o%", Path: "/p", Host: "h"}, {Opaque: "o"}, {Opaque: "//o"}, {Scheme: "s", Opaque: "//o/p"}, {User: url.User("u")}, {User: url.User("")}, {User: url.UserPassword("", "")}, {User: url.UserPassword("a/b", "c?d:@ü")},
		{Scheme: "s", User: url.User("u"), Path: "p"}, {Scheme: "s", User: &url.Userinfo{}, Path: "/p"}, {Host: "a b"}, {Host: "[::1%eth 0]:80", Path: "/"}, {Host: "[::1%25]"}, {Host: "ü"}, {Host: "a/b"}, {Host: "::1"}, {Host: "h:x"}, {Host: "[::1]:"}, {Host: "a:b:1"},
		{RawQuery: "a b"}, {ForceQuery: true}, {ForceQuery: true, RawQuery: "q"}, {Fragment: "a b!ü#"}, {Fragment: "a b", RawFragment: "a%20b"}, {Fragment: "a", RawFragment: "b"}, {Path: "/a/b", RawPath: "/a%2fb"}, {Path: "/a/b", RawPath: "/a%2Fc"},
		{Path: "/a b", RawPath: "/a b"}, {Path: "/[a]", RawPath: "/[a]"}, {Path: "*"}, {Path: "**"}, {Scheme: "s", OmitHost: true}, {Scheme: "s", OmitHost: true, Path: "/p"}, {Scheme: "s", OmitHost: true, Path: "//p"}, {OmitHost: true, Path: "//p"}, {Scheme: "s", OmitHost: true, Host: "h"},
		{Scheme: "S", Host: "H", Path: "/ü?#%", RawQuery: "x=ü", Fragment: "ü"},
	} {
		fmt.Println(show(u, nil))
	}
	var nobody *url.Userinfo
	fmt.Println(nobody.Username(), nobody)
	fmt.Println(nobody.Password())
	var none *url.URL
	fmt.Println(none.Clone() == nil, none.Redacted() == "")
	u, _ := url.Parse("http://u:p@h/p?q")
	c := u.Clone()
	c.User, c.Path = url.User("v"), "/c"
	fmt.Println(u, c, u.Clone().User == u.User)
	text, err := u.MarshalBinary()
	fmt.Println(string(text), err)
	text, err = u.AppendBinary([]byte("x"))
	fmt.Println(string(text), err, c.UnmarshalBinary([]byte("/b?c")), c, c.UnmarshalBinary([]byte("http://h:x")), c)
}

func escapes() {
	var all strings.Builder
	for c := range 256 {
		all.WriteByte(byte(c))
	}
	fmt.Println(url.QueryEscape(all.String()))
	fmt.Println(url.PathEscape(all.String()))
	for _, s := range []string{"", "a+b", "%41", "%zz", "%", "%4", "a%2", "%%", "%C3%BC+", "\"%x\"", "%4\"", "%1\xff1"} {
		q, err := url.QueryUnescape(s)
		p, err2 := url.PathUnescape(s)
		fmt.Printf("%q %v %q %v\n", q, err, p, err2)
	}
	for _, q := range []string{"", "a", "a=", "=a", "=", "a=1&a=2&b", "a;b", "a=1;b&c", "%zz", "a=%zz&b=1;&c=%", "&&a&&", "a=b=c", "a%3d=b%26&+=+", "%41=1"} {
		v, err := url.ParseQuery(q)
		fmt.Printf("%v %q %v\n", v, v.Encode(), err)
	}
	var v url.Values
	fmt.Println(v.Get("a"), v.Has("a"), v.Encode() == "", v.Clone() == nil)
	v = url.Values{"a": {"1", "2"}, "b": nil}
	w := v.Clone()
	w.Add("a", "3")
	w["a"][0] = "0"
	w.Del("b")
	fmt.Println(v, w, v.Get("b") == "", v.Has("b"), v.Encode())
}

type late struct{}

func (late) Error() string   { return "late" }
func (late) Timeout() bool   { return true }
func (late) Temporary() bool { return true }

func errorTypes() {
	for _, e := range []*url.Error{{"Get", "a\"b", late{}}, {"parse", "x", errors.New("y")}, {"Get", "x", &url.Error{"a", "b", late{}}}} {
		fmt.Println(e, e.Timeout(), e.Temporary(), e.Unwrap())
	}
	fmt.Println(url.EscapeError("\"%"), url.InvalidHostError("\t"))
}

func main() {
	for _, s := range addresses {
		any, request := show(url.Parse(s)), show(url.ParseRequestURI(s))
		fmt.Printf("%q\n  %s\n", s, any)
		if request != any {
			fmt.Println(" ", request)
		}
	}
	references()
	written()
	escapes()
	errorTypes()
}
