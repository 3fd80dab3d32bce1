package http

// A Header has the fields of a request or an answer, by canonical name.
type Header map[string][]string

// Add adds a value.
func (h Header) Add(key, value string) {
	key = CanonicalHeaderKey(key)
	h[key] = append(h[key], value)
}

// Set replaces the values of key.
func (h Header) Set(key, value string) { h[CanonicalHeaderKey(key)] = []string{value} }

// Get returns the first value of key, or "".
func (h Header) Get(key string) string {
	if h == nil {
		return ""
	}
	if v := h[CanonicalHeaderKey(key)]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Values returns all values of key.
func (h Header) Values(key string) []string { return h[CanonicalHeaderKey(key)] }

// Del removes key.
func (h Header) Del(key string) { delete(h, CanonicalHeaderKey(key)) }

// Clone copies the header.
func (h Header) Clone() Header {
	if h == nil {
		return nil
	}
	h2 := make(Header, len(h))
	for key, values := range h {
		h2[key] = append([]string(nil), values...)
	}
	return h2
}

// CanonicalHeaderKey writes a name as Content-Type: capitals at the beginning and behind each hyphen. A name
// with a character that no name has stays as it is.
func CanonicalHeaderKey(s string) string
