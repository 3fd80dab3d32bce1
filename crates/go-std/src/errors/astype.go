package errors

// AsType looks through err and all it wraps for an error of type E.
func AsType[E error](err error) (E, bool) {
	var found, none E
	if search(err, typed[E]{&found}) {
		return found, true
	}
	return none, false
}

type typed[E error] struct {
	found *E
}

func (t typed[E]) match(err error) bool {
	if e, ok := err.(E); ok {
		*t.found = e
		return true
	}
	says, ok := err.(interface{ As(any) bool })
	return ok && says.As(t.found)
}
