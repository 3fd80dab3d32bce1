// Package unicode classifies runes and maps their case. The tables are the machine's own: what
// the variables here hold is their names.
package unicode

const (
	MaxRune         = '\U0010FFFF'
	ReplacementChar = '\uFFFD'
	MaxASCII        = '\u007F'
	MaxLatin1       = '\u00FF'
	Version         = "17.0.0"
)

const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// UpperLower stands for alternating cases in a CaseRange.
const UpperLower = MaxRune + 1

// A RangeTable is a set of runes. The tables of this package are known to the machine by name and have no ranges.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int
	name        string
}

// A Range16 is every Stride-th rune from Lo to Hi.
type Range16 struct {
	Lo, Hi, Stride uint16
}

// A Range32 is a Range16 of larger runes.
type Range32 struct {
	Lo, Hi, Stride uint32
}

// A CaseRange maps runes by adding.
type CaseRange struct {
	Lo, Hi uint32
	Delta  d
}

type d [MaxCase]rune

// A SpecialCase has mappings of its own.
type SpecialCase []CaseRange

var (
	TurkishCase SpecialCase = []CaseRange{
		{0x49, 0x49, d{0, 0x131 - 0x49, 0}},
		{0x69, 0x69, d{0x130 - 0x69, 0, 0x130 - 0x69}},
		{0x130, 0x130, d{0, 0x69 - 0x130, 0}},
		{0x131, 0x131, d{0x49 - 0x131, 0, 0x49 - 0x131}},
	}
	AzeriCase = TurkishCase
)

// to is the mapping in a table of case ranges.
func to(_case int, r rune, ranges []CaseRange) (mapped rune, found bool) {
	for _, c := range ranges {
		if uint32(r) < c.Lo || uint32(r) > c.Hi {
			continue
		}
		delta := c.Delta[_case]
		if delta > MaxRune {
			// Cases alternate, an upper one first.
			return rune(c.Lo) + ((r-rune(c.Lo))&^1 | rune(_case&1)), true
		}
		return r + delta, true
	}
	return r, false
}

func (special SpecialCase) ToUpper(r rune) rune {
	if m, ok := to(UpperCase, r, special); ok {
		return m
	}
	return ToUpper(r)
}

func (special SpecialCase) ToTitle(r rune) rune {
	if m, ok := to(TitleCase, r, special); ok {
		return m
	}
	return ToTitle(r)
}

func (special SpecialCase) ToLower(r rune) rune {
	if m, ok := to(LowerCase, r, special); ok {
		return m
	}
	return ToLower(r)
}

// To maps r to the given case.
func To(_case int, r rune) rune {
	switch _case {
	case UpperCase:
		return ToUpper(r)
	case LowerCase:
		return ToLower(r)
	case TitleCase:
		return ToTitle(r)
	}
	return ReplacementChar
}

// Is reports whether r is in the table.
func Is(rangeTab *RangeTable, r rune) bool {
	if rangeTab.name != "" {
		return inTable(rangeTab.name, r)
	}
	for _, x := range rangeTab.R16 {
		if r >= rune(x.Lo) && r <= rune(x.Hi) {
			return x.Stride <= 1 || (r-rune(x.Lo))%rune(x.Stride) == 0
		}
	}
	for _, x := range rangeTab.R32 {
		if r >= rune(x.Lo) && r <= rune(x.Hi) {
			return x.Stride <= 1 || (r-rune(x.Lo))%rune(x.Stride) == 0
		}
	}
	return false
}

// In reports whether r is in one of the tables.
func In(r rune, ranges ...*RangeTable) bool { return IsOneOf(ranges, r) }

func IsOneOf(ranges []*RangeTable, r rune) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}

func IsControl(r rune) bool { return r >= 0 && r < 0x20 || r >= 0x7F && r < 0xA0 }

func IsSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a
}

func IsLetter(r rune) bool
func IsUpper(r rune) bool
func IsLower(r rune) bool
func IsTitle(r rune) bool
func IsDigit(r rune) bool
func IsNumber(r rune) bool
func IsMark(r rune) bool
func IsPunct(r rune) bool
func IsSymbol(r rune) bool
func IsGraphic(r rune) bool
func IsPrint(r rune) bool
func ToUpper(r rune) rune
func ToLower(r rune) rune
func ToTitle(r rune) rune

// SimpleFold is the next larger rune that equals r but for case, or the smallest one.
func SimpleFold(r rune) rune

// inTable looks into a table of the machine.
func inTable(name string, r rune) bool
