package url

import (
	"path"
	"strings"
)

// Parse resolves a reference.
func (u *URL) Parse(ref string) (*URL, error) {
	to, err := Parse(ref)
	if err == nil {
		to = u.ResolveReference(to)
	}
	return to, err
}

// ResolveReference is where ref leads from u.
func (u *URL) ResolveReference(ref *URL) *URL {
	to := *ref
	absolute := ref.IsAbs()
	if !absolute {
		to.Scheme = u.Scheme
	}
	switch {
	case absolute || ref.Host != "" || ref.User != nil:
		to.setPath(resolve("", ref.EscapedPath()))
		return &to
	case ref.Opaque != "":
		to.User, to.Host, to.Path = nil, "", ""
		return &to
	}
	if ref.Path == "" {
		if ref.query() == "" {
			to.RawQuery = u.RawQuery
			if ref.Fragment == "" {
				to.Fragment, to.RawFragment = u.Fragment, u.RawFragment
			}
		}
		if u.Opaque != "" {
			to.Opaque, to.User, to.Host, to.Path = u.Opaque, nil, "", ""
			return &to
		}
	}
	to.Host, to.User = u.Host, u.User
	to.setPath(resolve(u.EscapedPath(), ref.EscapedPath()))
	return &to
}

// resolve is where the path ref leads from the path base, without dots.
func resolve(base, ref string) string {
	full := ref
	switch {
	case ref == "":
		full = base
	case ref[0] != '/':
		full = base[:strings.LastIndexByte(base, '/')+1] + ref
	}
	if full == "" {
		return ""
	}
	var kept []string
	segments := strings.Split(full, "/")
	for _, segment := range segments {
		switch {
		case segment == "..":
			if kept = kept[:max(0, len(kept)-1)]; len(kept) == 1 && kept[0] == "" {
				kept = nil
			}
		case segment != ".":
			kept = append(kept, segment)
		case len(kept) == 0:
			kept = append(kept, "")
		}
	}
	text := "/" + strings.Join(kept, "/")
	if last := segments[len(segments)-1]; last == "." || last == ".." {
		text += "/"
	}
	// An absolute path has begun with an empty segment.
	if strings.HasPrefix(text, "//") {
		return text[1:]
	}
	return text
}

// JoinPath is u with further elements behind its path, without dots.
func (u *URL) JoinPath(elem ...string) *URL {
	joined, _ := u.join(elem)
	return joined
}

// JoinPath is JoinPath of what base is.
func JoinPath(base string, elem ...string) (result string, err error) {
	u, err := Parse(base)
	if err == nil {
		u, err = u.join(elem)
	}
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

func (u *URL) join(elem []string) (*URL, error) {
	elem = append([]string{u.EscapedPath()}, elem...)
	relative := !strings.HasPrefix(elem[0], "/")
	if relative {
		elem[0] = "/" + elem[0] // so that nothing leads above it
	}
	text := path.Join(elem...)
	if relative {
		text = text[1:]
	}
	if last := elem[len(elem)-1]; strings.HasSuffix(last, "/") {
		text = strings.TrimSuffix(text, "/") + "/"
	}
	joined := *u
	return &joined, joined.setPath(text)
}
