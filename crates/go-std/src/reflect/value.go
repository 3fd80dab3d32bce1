package reflect

// A Value is a value of any type. The zero Value is none.
type Value struct {
	typ *rtype
	p   *byte
	// addressable says that p is a variable, readOnly that it was reached through an unexported field.
	addressable, readOnly bool
}

// A ValueError tells of a method called on a Value of the wrong kind.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == Invalid {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

func (v Value) must(method string, kinds ...Kind) {
	for _, k := range kinds {
		if v.Kind() == k {
			return
		}
	}
	panic(&ValueError{"reflect.Value." + method, v.Kind()})
}

// ValueOf is the value in i.
func ValueOf(i any) Value {
	if i == nil {
		return Value{}
	}
	return Value{typ: typeOf(typeID(i)), p: unpack(i)}
}

func Zero(typ Type) Value { return Value{typ: typ.common(), p: alloc(typ.common().id)} }

// New makes a variable of the type and gives its address.
func New(typ Type) Value {
	v := Value{typ: PointerTo(typ).common()}
	v.p = alloc(v.typ.id)
	setPointer(v.p, alloc(typ.common().id))
	return v
}

func Indirect(v Value) Value {
	if v.Kind() == Pointer {
		return v.Elem()
	}
	return v
}

func (v Value) IsValid() bool      { return v.typ != nil }
func (v Value) CanAddr() bool      { return v.addressable }
func (v Value) CanSet() bool       { return v.addressable && !v.readOnly }
func (v Value) CanInterface() bool { return !v.readOnly }
func (v Value) CanInt() bool       { return v.Kind() >= Int && v.Kind() <= Int64 }
func (v Value) CanUint() bool      { return v.Kind() >= Uint && v.Kind() <= Uintptr }
func (v Value) CanFloat() bool     { return v.Kind() == Float32 || v.Kind() == Float64 }
func (v Value) CanComplex() bool   { return v.Kind() == Complex64 || v.Kind() == Complex128 }

func (v Value) Kind() Kind {
	if v.typ == nil {
		return Invalid
	}
	return v.typ.kind
}

func (v Value) Type() Type {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	return v.typ
}

func (v Value) Interface() (i any) {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Interface", Invalid})
	}
	if v.readOnly {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return pack(v.typ.id, v.p)
}

func (v Value) Bool() bool {
	v.must("Bool", Bool)
	return getBool(v.p)
}

func (v Value) Int() int64 {
	v.must("Int", Int, Int8, Int16, Int32, Int64)
	return getInt(v.p)
}

func (v Value) Uint() uint64 {
	v.must("Uint", Uint, Uint8, Uint16, Uint32, Uint64, Uintptr)
	return uint64(getInt(v.p))
}

func (v Value) Float() float64 {
	v.must("Float", Float32, Float64)
	return getFloat(v.p)
}

func (v Value) Complex() complex128 {
	v.must("Complex", Complex64, Complex128)
	return getComplex(v.p)
}

// String is the string, or a description of what is none.
func (v Value) String() string {
	switch v.Kind() {
	case Invalid:
		return "<invalid Value>"
	case String:
		return getString(v.p)
	}
	return "<" + v.typ.name + " Value>"
}

func (v Value) Bytes() []byte {
	v.must("Bytes", Slice, Array)
	if typeOf(v.typ.elem).kind != Uint8 {
		panic("reflect.Value.Bytes of non-byte slice")
	}
	if v.typ.kind == Slice {
		return pack(typeID([]byte(nil)), v.p).([]byte)
	}
	out := make([]byte, v.Len())
	for i := range out {
		out[i] = byte(v.Index(i).Uint())
	}
	return out
}

func (v Value) Len() int {
	v.must("Len", Slice, String, Map, Array, Chan, Pointer)
	if v.typ.kind == Array {
		return v.typ.n
	}
	if v.typ.kind == Pointer {
		return typeOf(v.typ.elem).Len()
	}
	n, _ := length(v.p)
	return n
}

func (v Value) Cap() int {
	v.must("Cap", Slice, Array, Chan)
	if v.typ.kind == Array {
		return v.typ.n
	}
	_, c := length(v.p)
	return c
}

func (v Value) IsNil() bool {
	v.must("IsNil", Chan, Func, Interface, Map, Pointer, Slice, UnsafePointer)
	return isNil(v.p)
}

// IsZero tells whether v is as variables of its type begin.
func (v Value) IsZero() bool {
	switch v.Kind() {
	case Invalid:
		panic(&ValueError{"reflect.Value.IsZero", Invalid})
	case Bool:
		return !getBool(v.p)
	case Float32, Float64:
		return getFloat(v.p) == 0
	case Complex64, Complex128:
		return getComplex(v.p) == 0
	case String:
		return getString(v.p) == ""
	case Array:
		for i := range v.typ.n {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case Struct:
		for i := range v.typ.n {
			if !v.Field(i).IsZero() {
				return false
			}
		}
		return true
	case Chan, Func, Interface, Map, Pointer, Slice, UnsafePointer:
		return isNil(v.p)
	}
	return getInt(v.p) == 0
}

func (v Value) Elem() Value {
	switch v.Kind() {
	case Interface:
		id, p := dynamic(v.p)
		if id < 0 {
			return Value{}
		}
		return Value{typ: typeOf(id), p: p, readOnly: v.readOnly}
	case Pointer:
		p := getPointer(v.p)
		if p == nil {
			return Value{}
		}
		return Value{typeOf(v.typ.elem), p, true, v.readOnly}
	}
	panic(&ValueError{"reflect.Value.Elem", v.Kind()})
}

func (v Value) Addr() Value {
	if !v.addressable {
		panic("reflect.Value.Addr of unaddressable value")
	}
	return v.addr(PointerTo(v.typ).common())
}

func (v Value) addr(t *rtype) Value {
	a := Value{typ: t, p: alloc(t.id), readOnly: v.readOnly}
	setPointer(a.p, v.p)
	return a
}

// tryAddr is the address, if the program has a type for it.
func (v Value) tryAddr() (Value, bool) {
	id := find(int(Pointer), v.typ.id, 0)
	if id < 0 || !v.addressable {
		return Value{}, false
	}
	return v.addr(typeOf(id)), true
}

func (v Value) NumField() int {
	v.must("NumField", Struct)
	return v.typ.n
}

func (v Value) Field(i int) Value {
	v.must("Field", Struct)
	if i < 0 || i >= v.typ.n {
		panic("reflect: Field index out of range")
	}
	f := &v.typ.fields[i]
	return Value{typeOf(f.of), at(v.p, f.slot), v.addressable, v.readOnly || f.PkgPath != "" && !f.Anonymous}
}

func (v Value) FieldByIndex(index []int) Value {
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct")
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

func (v Value) FieldByName(name string) Value {
	v.must("FieldByName", Struct)
	if f, ok := v.typ.FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

func (v Value) NumMethod() int { return v.typ.NumMethod() }

func (v Value) Index(i int) Value {
	v.must("Index", Array, Slice, String)
	if i < 0 || i >= v.Len() {
		panic("reflect: " + v.typ.kind.String() + " index out of range")
	}
	switch v.typ.kind {
	case String:
		return ValueOf(getString(v.p)[i])
	case Array:
		elem := typeOf(v.typ.elem)
		return Value{elem, at(v.p, i*elem.slots), v.addressable, v.readOnly}
	}
	elem := typeOf(v.typ.elem)
	return Value{elem, at(elements(v.p), i*elem.slots), true, v.readOnly}
}

func (v Value) Slice(i, j int) Value {
	v.must("Slice", Slice, String)
	if v.typ.kind == String {
		s := Zero(v.typ)
		setString(s.p, getString(v.p)[i:j])
		return s
	}
	n, c := length(v.p)
	if i < 0 || j < i || j > c {
		panic("reflect.Value.Slice: slice index out of bounds")
	}
	_ = n
	s := Zero(v.typ)
	setSlice(s.p, at(elements(v.p), i*typeOf(v.typ.elem).slots), j-i, c-i)
	return s
}

func (v Value) MapKeys() []Value {
	v.must("MapKeys", Map)
	var keys []Value
	for _, p := range mapKeys(v.p, v.typ.id) {
		keys = append(keys, Value{typ: typeOf(v.typ.key), p: p, readOnly: v.readOnly})
	}
	return keys
}

func (v Value) MapIndex(key Value) Value {
	v.must("MapIndex", Map)
	key = key.assignTo(typeOf(v.typ.key))
	p := mapGet(v.p, key.p, v.typ.id)
	if p == nil {
		return Value{}
	}
	return Value{typ: typeOf(v.typ.elem), p: p, readOnly: v.readOnly}
}

// A MapIter goes through a map.
type MapIter struct {
	m    Value
	keys []Value
	at   int
}

func (v Value) MapRange() *MapIter {
	v.must("MapRange", Map)
	return &MapIter{v, v.MapKeys(), -1}
}

func (i *MapIter) Next() bool {
	i.at++
	return i.at < len(i.keys)
}

func (i *MapIter) Key() Value   { return i.keys[i.at] }
func (i *MapIter) Value() Value { return i.m.MapIndex(i.keys[i.at]) }

func (v Value) settable(method string) {
	if !v.IsValid() {
		panic(&ValueError{"reflect.Value." + method, Invalid})
	}
	if v.readOnly {
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
	if !v.addressable {
		panic("reflect: reflect.Value." + method + " using unaddressable value")
	}
}

// assignTo is v as a value of type t.
func (v Value) assignTo(t *rtype) Value {
	switch {
	case v.typ == t:
		return v
	case v.typ == nil:
		panic("reflect: call using zero Value")
	case !v.typ.AssignableTo(t):
		panic("reflect.Set: value of type " + v.typ.name + " is not assignable to type " + t.name)
	case t.kind == Interface:
		i := Zero(t)
		setInterface(i.p, pack(v.typ.id, v.p))
		return i
	}
	return Value{typ: t, p: v.p}
}

func (v Value) Set(x Value) {
	v.settable("Set")
	x = x.assignTo(v.typ)
	move(v.p, x.p, v.typ.id)
}

func (v Value) SetZero() {
	v.settable("SetZero")
	move(v.p, alloc(v.typ.id), v.typ.id)
}

func (v Value) SetBool(x bool) {
	v.settable("SetBool")
	v.must("SetBool", Bool)
	setBool(v.p, x)
}

func (v Value) SetInt(x int64) {
	v.settable("SetInt")
	v.must("SetInt", Int, Int8, Int16, Int32, Int64)
	setInt(v.p, v.typ.id, x)
}

func (v Value) SetUint(x uint64) {
	v.settable("SetUint")
	v.must("SetUint", Uint, Uint8, Uint16, Uint32, Uint64, Uintptr)
	setInt(v.p, v.typ.id, int64(x))
}

func (v Value) SetFloat(x float64) {
	v.settable("SetFloat")
	v.must("SetFloat", Float32, Float64)
	setFloat(v.p, v.typ.id, x)
}

func (v Value) SetComplex(x complex128) {
	v.settable("SetComplex")
	v.must("SetComplex", Complex64, Complex128)
	setComplex(v.p, x)
}

func (v Value) SetString(x string) {
	v.settable("SetString")
	v.must("SetString", String)
	setString(v.p, x)
}

func (v Value) SetBytes(x []byte) {
	v.settable("SetBytes")
	v.must("SetBytes", Slice)
	move(v.p, unpack(x), v.typ.id)
}

func (v Value) SetLen(n int) {
	v.settable("SetLen")
	v.must("SetLen", Slice)
	_, c := length(v.p)
	if n < 0 || n > c {
		panic("reflect: slice length out of range in SetLen")
	}
	setSlice(v.p, elements(v.p), n, c)
}

// Grow makes room for n more elements.
func (v Value) Grow(n int) {
	v.settable("Grow")
	v.must("Grow", Slice)
	l, c := length(v.p)
	if l+n <= c {
		return
	}
	grown := makeRoom(v, max(l+n, 2*c))
	move(v.p, grown.p, v.typ.id)
}

func makeRoom(v Value, c int) Value {
	l, _ := length(v.p)
	elem := typeOf(v.typ.elem)
	out := Zero(v.typ)
	setSlice(out.p, makeSlice(elem.id, c), l, c)
	for i := range l {
		move(at(elements(out.p), i*elem.slots), at(elements(v.p), i*elem.slots), elem.id)
	}
	return out
}

func (v Value) SetMapIndex(key, elem Value) {
	v.must("SetMapIndex", Map)
	key = key.assignTo(typeOf(v.typ.key))
	if !elem.IsValid() {
		if !isNil(v.p) {
			mapSet(v.p, key.p, nil, v.typ.id)
		}
		return
	}
	elem = elem.assignTo(typeOf(v.typ.elem))
	if isNil(v.p) {
		panic("assignment to entry in nil map")
	}
	mapSet(v.p, key.p, elem.p, v.typ.id)
}

func (v Value) Clear() {
	v.must("Clear", Map, Slice)
	if v.typ.kind == Map {
		for _, k := range v.MapKeys() {
			v.SetMapIndex(k, Value{})
		}
		return
	}
	for i := range v.Len() {
		v.Index(i).SetZero()
	}
}

// Pointer is the address that v refers to.
func (v Value) Pointer() uintptr {
	v.must("Pointer", Pointer, Chan, Func, Map, Slice, UnsafePointer)
	if isNil(v.p) {
		return 0
	}
	return uintptr(address(v.p))
}

func (v Value) UnsafeAddr() uintptr {
	if !v.addressable {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return v.addr(typeOf(typeID((*byte)(nil)))).Pointer()
}

func (v Value) OverflowInt(x int64) bool {
	bits := v.typ.Bits()
	return x<<(64-bits)>>(64-bits) != x
}

func (v Value) OverflowUint(x uint64) bool {
	bits := v.typ.Bits()
	return x<<(64-bits)>>(64-bits) != x
}

func (v Value) OverflowFloat(x float64) bool {
	if v.typ.kind != Float32 {
		return false
	}
	if x < 0 {
		x = -x
	}
	return x > 0x1p127*(1+(1-0x1p-23)) && x <= 0x1p1023*(1+(1-0x1p-52))
}

func (v Value) CanConvert(t Type) bool { return v.typ.ConvertibleTo(t) }

// Convert converts as a Go conversion does.
func (v Value) Convert(t Type) Value {
	w := t.common()
	if !v.typ.ConvertibleTo(t) {
		panic("reflect.Value.Convert: value of type " + v.typ.name + " cannot be converted to type " + w.name)
	}
	out := Zero(t)
	switch {
	case v.typ.isNumber() && w.isNumber():
		v.number(out)
	case w.kind == String && v.typ.kind != String:
		switch {
		case v.CanInt():
			setString(out.p, string(rune(v.Int())))
		case v.CanUint():
			setString(out.p, string(rune(v.Uint())))
		case typeOf(v.typ.elem).kind == Uint8:
			setString(out.p, string(v.Bytes()))
		default:
			text := ""
			for i := range v.Len() {
				text += string(rune(v.Index(i).Int()))
			}
			setString(out.p, text)
		}
	case v.typ.kind == String && w.kind == Slice:
		var x any = []byte(getString(v.p))
		if typeOf(w.elem).kind == Int32 {
			x = []rune(getString(v.p))
		}
		move(out.p, unpack(x), w.id)
	case w.kind == Interface:
		return v.assignTo(w)
	default:
		return Value{typ: w, p: v.p}
	}
	return out
}

func (v Value) number(out Value) {
	switch {
	case v.CanFloat() && out.CanFloat():
		setFloat(out.p, out.typ.id, v.Float())
	case v.CanFloat() && out.CanInt():
		setInt(out.p, out.typ.id, int64(v.Float()))
	case v.CanFloat():
		setInt(out.p, out.typ.id, int64(uint64(v.Float())))
	case out.CanFloat() && v.CanInt():
		setFloat(out.p, out.typ.id, float64(v.Int()))
	case out.CanFloat():
		setFloat(out.p, out.typ.id, float64(v.Uint()))
	default:
		setInt(out.p, out.typ.id, getInt(v.p))
	}
}

func (v Value) Comparable() bool {
	switch v.Kind() {
	case Invalid:
		return true
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	}
	return v.typ.Comparable()
}

func (v Value) Equal(u Value) bool {
	v, u = v.held(), u.held()
	switch {
	case !v.IsValid() || !u.IsValid():
		return v.IsValid() == u.IsValid()
	case v.typ != u.typ:
		return false
	case !v.typ.Comparable():
		panic("reflect.Value.Equal: values of type " + v.typ.name + " are not comparable")
	}
	return equal(v.p, u.p, v.typ.id)
}

// held is what an interface holds, or v itself.
func (v Value) held() Value {
	if v.Kind() == Interface {
		return v.Elem()
	}
	return v
}

func MakeSlice(typ Type, len, cap int) Value {
	if typ.Kind() != Slice {
		panic("reflect.MakeSlice of non-slice type")
	}
	if len < 0 || cap < len {
		panic("reflect.MakeSlice: negative len or len > cap")
	}
	v := Zero(typ)
	setSlice(v.p, makeSlice(v.typ.elem, cap), len, cap)
	return v
}

func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

func MakeMapWithSize(typ Type, n int) Value {
	if typ.Kind() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	v := Zero(typ)
	makeMap(v.p, v.typ.id)
	return v
}

// Append appends to a slice.
func Append(s Value, x ...Value) Value {
	s.must("Append", Slice)
	n, c := length(s.p)
	if n+len(x) > c {
		s = makeRoom(s, max(n+len(x), 2*c))
		_, c = length(s.p)
	}
	out := Zero(s.typ)
	setSlice(out.p, elements(s.p), n+len(x), c)
	for i, e := range x {
		out.Index(n + i).Set(e)
	}
	return out
}

func AppendSlice(s, t Value) Value {
	for i := range t.Len() {
		s = Append(s, t.Index(i))
	}
	return s
}

func Copy(dst, src Value) int {
	n := min(dst.Len(), src.Len())
	for i := range n {
		dst.Index(i).Set(src.Index(i))
	}
	return n
}

// Swapper exchanges elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.Kind() != Slice {
		panic(&ValueError{"Swapper", v.Kind()})
	}
	spare := alloc(v.typ.elem)
	return func(i, j int) {
		a, b := v.Index(i), v.Index(j)
		move(spare, a.p, a.typ.id)
		move(a.p, b.p, a.typ.id)
		move(b.p, spare, a.typ.id)
	}
}

// VisibleFields lists the fields of a struct and the promoted ones.
func VisibleFields(t Type) []StructField {
	var out []StructField
	var visit func(t Type, index []int)
	visit = func(t Type, index []int) {
		for i := range t.NumField() {
			f := t.Field(i)
			f.Index = append(append([]int(nil), index...), i)
			out = append(out, f)
			if of := f.Type; f.Anonymous {
				if of.Kind() == Pointer {
					of = of.Elem()
				}
				if of.Kind() == Struct {
					visit(of, f.Index)
				}
			}
		}
	}
	visit(t, nil)
	return out
}

func unpack(x any) *byte
func pack(ty int, p *byte) any
func alloc(ty int) *byte
func at(p *byte, off int) *byte
func move(dst, src *byte, ty int)
func getInt(p *byte) int64
func getFloat(p *byte) float64
func getString(p *byte) string
func getBool(p *byte) bool
func getComplex(p *byte) complex128
func getPointer(p *byte) *byte
func setInt(p *byte, ty int, x int64)
func setFloat(p *byte, ty int, x float64)
func setString(p *byte, x string)
func setBool(p *byte, x bool)
func setComplex(p *byte, x complex128)
func setPointer(p, x *byte)
func setInterface(p *byte, x any)
func isNil(p *byte) bool
func address(p *byte) uint
func length(p *byte) (len, cap int)
func elements(p *byte) *byte
func setSlice(p, elems *byte, len, cap int)
func makeSlice(elem, cap int) *byte
func dynamic(p *byte) (ty int, q *byte)
func makeMap(p *byte, ty int)
func mapGet(p, key *byte, ty int) *byte
func mapSet(p, key, value *byte, ty int)
func mapKeys(p *byte, ty int) []*byte
func equal(p, q *byte, ty int) bool

// TryAddr is Addr if the program has a type for it; it is for the encoding packages.
func (v Value) TryAddr() (Value, bool) { return v.tryAddr() }

// NewCell is a new variable of the type; it is for the encoding packages.
func NewCell(t Type) Value { return Value{typ: t.common(), p: alloc(t.common().id), addressable: true} }
