package reflect

// A pair of references being compared: meeting it again means that it is equal so far.
type pair struct {
	a, b uintptr
	typ  *rtype
}

// DeepEqual compares what x and y hold, all the way down.
func DeepEqual(x, y any) bool {
	if x == nil || y == nil {
		return x == y
	}
	a, b := ValueOf(x), ValueOf(y)
	return a.typ == b.typ && deep(a, b, map[pair]bool{})
}

func deep(a, b Value, seen map[pair]bool) bool {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.typ != b.typ {
		return false
	}
	switch a.typ.kind {
	case Pointer, Map, Slice:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		if a.typ.kind != Pointer && a.Len() != b.Len() {
			return false
		}
		p := pair{a.Pointer(), b.Pointer(), a.typ}
		if p.a == p.b || seen[p] {
			return true
		}
		seen[p] = true
	}
	switch a.typ.kind {
	case Array, Slice:
		for i := range a.Len() {
			if !deep(a.Index(i), b.Index(i), seen) {
				return false
			}
		}
		return true
	case Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return deep(a.Elem(), b.Elem(), seen)
	case Pointer:
		return deep(a.Elem(), b.Elem(), seen)
	case Struct:
		for i := range a.typ.n {
			if !deep(a.Field(i), b.Field(i), seen) {
				return false
			}
		}
		return true
	case Map:
		for _, k := range a.MapKeys() {
			x, y := a.MapIndex(k), b.MapIndex(k)
			if !x.IsValid() || !y.IsValid() || !deep(x, y, seen) {
				return false
			}
		}
		return true
	case Func:
		return a.IsNil() && b.IsNil()
	}
	return equal(a.p, b.p, a.typ.id)
}
