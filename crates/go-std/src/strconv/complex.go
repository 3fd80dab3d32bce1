package strconv

// FormatComplex prints c as (a+bi).
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	im := FormatFloat(imag(c), fmt, prec, bitSize/2)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return "(" + FormatFloat(real(c), fmt, prec, bitSize/2) + im + "i)"
}

// ParseComplex reads N, Ni or N±Ni, with or without parentheses.
func ParseComplex(s string, bitSize int) (complex128, error) {
	size := 64
	if bitSize == 64 {
		size = 32
	}
	whole := s
	bad := func() (complex128, error) { return 0, fail("ParseComplex", whole, ErrSyntax) }
	if len(s) >= 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s = s[1 : len(s)-1]
	}
	if s == "" {
		return bad()
	}
	if s[len(s)-1] != 'i' {
		re, err := ParseFloat(s, size)
		return complex(re, 0), renamed(err, whole)
	}
	s = s[:len(s)-1]
	// The sign of the imaginary part is the last one that does not belong to an exponent.
	at := -1
	for i := len(s) - 1; i > 0; i-- {
		if (s[i] == '+' || s[i] == '-') && s[i-1] != 'e' && s[i-1] != 'E' && s[i-1] != 'p' && s[i-1] != 'P' {
			at = i
			break
		}
	}
	re, reErr := 0.0, error(nil)
	im := s
	if at > 0 {
		re, reErr = ParseFloat(s[:at], size)
		im = s[at:]
	}
	if im == "" || im == "+" || im == "-" {
		im += "1"
		if at < 0 {
			return bad()
		}
	}
	v, imErr := ParseFloat(im, size)
	if reErr == nil {
		reErr = imErr
	}
	return complex(re, v), renamed(reErr, whole)
}

func renamed(err error, whole string) error {
	if e, ok := err.(*NumError); ok {
		return fail("ParseComplex", whole, e.Err)
	}
	return err
}
