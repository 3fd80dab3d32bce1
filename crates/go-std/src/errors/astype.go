package errors

// AsType finds the first error in err's tree that has type E.
func AsType[E error](err error) (E, bool) {
	if err == nil {
		var zero E
		return zero, false
	}
	return asType[E](err)
}

func asType[E error](err error) (_ E, _ bool) {
	for {
		if e, ok := err.(E); ok {
			return e, true
		}
		if m, ok := err.(interface{ As(any) bool }); ok {
			var e E
			if m.As(&e) {
				return e, true
			}
		}
		switch u := err.(type) {
		case interface{ Unwrap() error }:
			if err = u.Unwrap(); err == nil {
				return
			}
		case interface{ Unwrap() []error }:
			for _, inner := range u.Unwrap() {
				if inner == nil {
					continue
				}
				if e, ok := asType[E](inner); ok {
					return e, true
				}
			}
			return
		default:
			return
		}
	}
}
