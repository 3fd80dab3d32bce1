// Package errors makes and examines errors.
package errors

type errorString struct {
	text string
}

func (e *errorString) Error() string { return e.text }

// New returns an error with the given text. Each call gives a distinct value.
func New(text string) error { return &errorString{text} }

// ErrUnsupported says that an operation is not available.
var ErrUnsupported = New("unsupported operation")

// Unwrap returns what err wraps, or nil.
func Unwrap(err error) error {
	if u, ok := err.(interface{ Unwrap() error }); ok {
		return u.Unwrap()
	}
	return nil
}

// A matcher looks at one error.
type matcher interface {
	match(err error) bool
}

// search looks at err and all it wraps, depth first, until one matches.
func search[M matcher](err error, m M) bool {
	for err != nil {
		if m.match(err) {
			return true
		}
		switch outer := err.(type) {
		case interface{ Unwrap() error }:
			err = outer.Unwrap()
			continue
		case interface{ Unwrap() []error }:
			for _, inner := range outer.Unwrap() {
				if search(inner, m) {
					return true
				}
			}
		}
		return false
	}
	return false
}

// Is looks through err and all it wraps for one that equals target or says that it counts as that.
func Is(err, target error) bool {
	if target == nil {
		return err == nil
	}
	return search(err, equal{target, comparable_(target)})
}

type equal struct {
	target     error
	comparable bool
}

func (e equal) match(err error) bool {
	if e.comparable && err == e.target {
		return true
	}
	says, ok := err.(interface{ Is(error) bool })
	return ok && says.Is(e.target)
}

// As looks through err and all it wraps for one that fits where target points, and stores it there.
func As(err error, target any) bool {
	switch {
	case err == nil:
		return false
	case target == nil:
		panic("errors: target cannot be nil")
	}
	switch fault(target, (*error)(nil)) {
	case notPointer:
		panic("errors: target must be a non-nil pointer")
	case notError:
		panic("errors: *target must be interface or implement error")
	}
	return search(err, assigned{target})
}

type assigned struct {
	target any
}

func (a assigned) match(err error) bool {
	if assign(err, a.target) {
		return true
	}
	says, ok := err.(interface{ As(any) bool })
	return ok && says.As(a.target)
}

type joinError struct {
	errs []error
}

func (e *joinError) Error() string {
	text := ""
	for i, err := range e.errs {
		if i > 0 {
			text += "\n"
		}
		text += err.Error()
	}
	return text
}

func (e *joinError) Unwrap() []error { return e.errs }

// Join wraps the errors that are not nil; it returns nil if there are none.
func Join(errs ...error) error {
	var kept []error
	for _, err := range errs {
		if err != nil {
			kept = append(kept, err)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return &joinError{kept}
}

// comparable_ reports whether values of x's type can be compared.
func comparable_(x any) bool

// What can be wrong with a target of As.
const (
	notPointer = 1 // or nil
	notError   = 2 // a pointer to what is neither an interface nor an error
)

// fault says what is wrong with target, or 0. For example is a pointer to an error.
func fault(target, example any) int

// assign stores err where target points if the types allow it.
func assign(err error, target any) bool
