// Package reflect looks at values of any type. A type is known to the machine by a number, a value
// by its type and a pointer to its storage.
package reflect

import "strconv"

// A Kind is what a type is made of.
type Kind uint

const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

// Ptr is the old name of Pointer.
const Ptr = Pointer

var kindNames = [...]string{"invalid", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32",
	"uint64", "uintptr", "float32", "float64", "complex64", "complex128", "array", "chan", "func", "interface", "map", "ptr",
	"slice", "string", "struct", "unsafe.Pointer"}

func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "kind" + strconv.Itoa(int(k))
}

// A Type describes a type.
type Type interface {
	Name() string
	PkgPath() string
	String() string
	Kind() Kind
	Size() uintptr
	Bits() int
	Elem() Type
	Key() Type
	Len() int
	NumField() int
	Field(i int) StructField
	FieldByName(name string) (StructField, bool)
	NumMethod() int
	Method(i int) Method
	MethodByName(name string) (Method, bool)
	Implements(u Type) bool
	AssignableTo(u Type) bool
	ConvertibleTo(u Type) bool
	Comparable() bool
	NumIn() int
	In(i int) Type
	NumOut() int
	Out(i int) Type
	IsVariadic() bool
	common() *rtype
}

// rtype is the only kind of Type; there is one for each type, so that types compare.
type rtype struct {
	id           int
	kind         Kind
	elem, key, n int
	name         string
	named        bool
	slots        int
	fields       []StructField
}

var types = map[int]*rtype{}

func typeOf(id int) *rtype {
	if t, ok := types[id]; ok {
		return t
	}
	t := &rtype{id: id}
	var kind int
	kind, t.elem, t.key, t.n, t.name, t.named, t.slots = info(id)
	t.kind = Kind(kind)
	types[id] = t
	if t.kind == Struct {
		t.fields = make([]StructField, t.n)
		for i := range t.fields {
			name, of, tag, pkg, embedded, offset := field(id, i)
			if pkg == "" && !exported(name) {
				pkg = "main"
			}
			t.fields[i] = StructField{Name: name, PkgPath: pkg, Tag: StructTag(tag), Index: []int{i}, Anonymous: embedded, of: of, slot: offset}
		}
	}
	return t
}

func exported(name string) bool {
	return name != "" && (name[0] >= 'A' && name[0] <= 'Z' || name[0] >= 0x80)
}

// TypeOf is the dynamic type of i, nil if i is nil.
func TypeOf(i any) Type {
	id := typeID(i)
	if id < 0 {
		return nil
	}
	return typeOf(id)
}

// TypeFor is the type T.
func TypeFor[T any]() Type {
	var v T
	if t := TypeOf(v); t != nil {
		return t
	}
	return TypeOf((*T)(nil)).Elem()
}

func (t *rtype) common() *rtype  { return t }
func (t *rtype) String() string  { return t.name }
func (t *rtype) Kind() Kind      { return t.kind }
func (t *rtype) basicType() bool { return t.kind <= Complex128 && t.kind > Invalid || t.kind == String }

func (t *rtype) hasName() bool { return t.named || t.basicType() }

func (t *rtype) Name() string {
	if !t.named && !t.basicType() {
		return ""
	}
	depth := 0
	for i := len(t.name) - 1; i >= 0; i-- {
		switch t.name[i] {
		case ']':
			depth++
		case '[':
			depth--
		case '.':
			if depth == 0 {
				return t.name[i+1:]
			}
		}
	}
	return t.name
}

func (t *rtype) PkgPath() string {
	if !t.named {
		return ""
	}
	for i := range len(t.name) {
		switch t.name[i] {
		case '.':
			return t.name[:i]
		case '[':
			return ""
		}
	}
	return ""
}

var sizes = [...]uintptr{Bool: 1, Int: 8, Int8: 1, Int16: 2, Int32: 4, Int64: 8, Uint: 8, Uint8: 1, Uint16: 2, Uint32: 4, Uint64: 8,
	Uintptr: 8, Float32: 4, Float64: 8, Complex64: 8, Complex128: 16, Chan: 8, Func: 8, Interface: 16, Map: 8, Pointer: 8, Slice: 24,
	String: 16, UnsafePointer: 8}

func (t *rtype) align() uintptr {
	switch t.kind {
	case Array:
		return typeOf(t.elem).align()
	case Struct:
		most := uintptr(1)
		for _, f := range t.fields {
			most = max(most, typeOf(f.of).align())
		}
		return most
	}
	return min(8, sizes[t.kind])
}

func (t *rtype) Size() uintptr {
	switch t.kind {
	case Array:
		return uintptr(t.n) * typeOf(t.elem).Size()
	case Struct:
		size := uintptr(0)
		for _, f := range t.fields {
			of := typeOf(f.of)
			a := of.align()
			size = (size+a-1)/a*a + of.Size()
		}
		a := t.align()
		return (size + a - 1) / a * a
	}
	return sizes[t.kind]
}

func (t *rtype) Bits() int {
	if t.kind < Int || t.kind > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.name)
	}
	return int(t.Size()) * 8
}

func (t *rtype) Elem() Type {
	switch t.kind {
	case Array, Chan, Map, Pointer, Slice:
		return typeOf(t.elem)
	}
	panic("reflect: Elem of invalid type " + t.name)
}

func (t *rtype) Key() Type {
	if t.kind != Map {
		panic("reflect: Key of non-map type " + t.name)
	}
	return typeOf(t.key)
}

func (t *rtype) Len() int {
	if t.kind != Array {
		panic("reflect: Len of non-array type " + t.name)
	}
	return t.n
}

// A StructField is a field of a struct type.
type StructField struct {
	Name      string
	PkgPath   string
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int
	Anonymous bool
	of, slot  int
}

func (f StructField) IsExported() bool { return f.PkgPath == "" }

func (t *rtype) NumField() int {
	if t.kind != Struct {
		panic("reflect: NumField of non-struct type " + t.name)
	}
	return t.n
}

func (t *rtype) Field(i int) StructField {
	if t.kind != Struct {
		panic("reflect: Field of non-struct type " + t.name)
	}
	if i < 0 || i >= t.n {
		panic("reflect: Field index out of bounds")
	}
	f := t.fields[i]
	f.Type = typeOf(f.of)
	for _, g := range t.fields[:i] {
		of := typeOf(g.of)
		f.Offset = (f.Offset+of.align()-1)/of.align()*of.align() + of.Size()
	}
	a := typeOf(f.of).align()
	f.Offset = (f.Offset + a - 1) / a * a
	return f
}

// FieldByName finds a field, promoted ones too: the shallowest counts.
func (t *rtype) FieldByName(name string) (StructField, bool) {
	if t.kind != Struct {
		panic("reflect: FieldByName of non-struct type " + t.name)
	}
	type place struct {
		t     *rtype
		index []int
	}
	level := []place{{t, nil}}
	for range 8 {
		var next []place
		var found []StructField
		for _, p := range level {
			for i := range p.t.n {
				f := p.t.Field(i)
				f.Index = append(append([]int(nil), p.index...), i)
				if f.Name == name {
					found = append(found, f)
				}
				if of := typeOf(f.of); f.Anonymous {
					if of.kind == Pointer {
						of = typeOf(of.elem)
					}
					if of.kind == Struct {
						next = append(next, place{of, f.Index})
					}
				}
			}
		}
		if len(found) == 1 {
			return found[0], true
		}
		if len(found) > 1 {
			break
		}
		level = next
	}
	return StructField{}, false
}

// A StructTag is the text behind a field.
type StructTag string

func (tag StructTag) Get(key string) string {
	v, _ := tag.Lookup(key)
	return v
}

// Lookup finds the value of a key in key:"value" pairs.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	for rest := string(tag); ; {
		name, quoted, after := cutPair(rest)
		if name == "" {
			return "", false
		}
		if name == key {
			value, err := strconv.Unquote(quoted)
			return value, err == nil
		}
		rest = after
	}
}

// cutPair cuts the first key:"value" of a tag; the name is empty if there is no more, or something else.
func cutPair(tag string) (name, quoted, rest string) {
	for tag != "" && tag[0] == ' ' {
		tag = tag[1:]
	}
	n := 0
	for n < len(tag) && tag[n] != ':' && tag[n] != '"' && tag[n] > ' ' && tag[n] != 0x7f {
		n++
	}
	if n+1 >= len(tag) || tag[n:n+2] != `:"` {
		return "", "", ""
	}
	for end := n + 2; end < len(tag); end++ {
		switch tag[end] {
		case '\\':
			end++
		case '"':
			return tag[:n], tag[n+1 : end+1], tag[end+1:]
		}
	}
	return "", "", ""
}

// A Method is a method by its name.
type Method struct {
	Name    string
	PkgPath string
	Type    Type
	Func    Value
	Index   int
}

func (m Method) IsExported() bool { return true }

func (t *rtype) NumMethod() int {
	n := 0
	for method(t.id, n) != "" {
		n++
	}
	return n
}

func (t *rtype) Method(i int) Method {
	name := method(t.id, i)
	if i < 0 || name == "" {
		panic("reflect: Method index out of range")
	}
	return Method{Name: name, Index: i}
}

func (t *rtype) MethodByName(name string) (Method, bool) {
	for i := 0; ; i++ {
		switch method(t.id, i) {
		case "":
			return Method{}, false
		case name:
			return Method{Name: name, Index: i}, true
		}
	}
}

func (t *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	if t.kind == Interface {
		for i := range u.NumMethod() {
			if _, ok := t.MethodByName(u.Method(i).Name); !ok {
				return false
			}
		}
		return true
	}
	return implements(t.id, u.common().id)
}

func (t *rtype) AssignableTo(u Type) bool {
	return t.id == u.common().id || u.Kind() == Interface && t.Implements(u) || t.sameShape(u.common()) && (!t.hasName() || !u.common().hasName())
}

// sameShape reports whether the types have the same underlying type, as far as this package sees it.
func (t *rtype) sameShape(u *rtype) bool {
	if t.kind != u.kind || t.kind == Struct || t.kind == Interface || t.kind == Func {
		return t.id == u.id
	}
	return t.elem == u.elem && t.key == u.key && t.n == u.n
}

func (t *rtype) isNumber() bool { return t.kind >= Int && t.kind <= Float64 }

func (t *rtype) ConvertibleTo(u Type) bool {
	w := u.common()
	switch {
	case t.AssignableTo(u), t.isNumber() && w.isNumber(), t.sameShape(w):
		return true
	case w.kind == String:
		return t.kind >= Int && t.kind <= Uintptr || t.kind == Slice && (typeOf(t.elem).kind == Uint8 || typeOf(t.elem).kind == Int32)
	case t.kind == String:
		return w.kind == Slice && (typeOf(w.elem).kind == Uint8 || typeOf(w.elem).kind == Int32)
	}
	return false
}

func (t *rtype) Comparable() bool {
	switch t.kind {
	case Func, Map, Slice:
		return false
	case Array:
		return typeOf(t.elem).Comparable()
	case Struct:
		for _, f := range t.fields {
			if !typeOf(f.of).Comparable() {
				return false
			}
		}
	}
	return true
}

func (t *rtype) function(what string) {
	if t.kind != Func {
		panic("reflect: " + what + " of non-func type " + t.name)
	}
}

func (t *rtype) NumIn() int {
	t.function("NumIn")
	return t.n
}

func (t *rtype) In(i int) Type {
	t.function("In")
	return typeOf(param(t.id, i))
}

func (t *rtype) NumOut() int {
	t.function("NumOut")
	return t.key
}

func (t *rtype) Out(i int) Type {
	t.function("Out")
	return typeOf(param(t.id, t.n+i))
}

func (t *rtype) IsVariadic() bool {
	t.function("IsVariadic")
	return t.elem != 0
}

func made(kind Kind, elem, key Type, text string) Type {
	k := 0
	if key != nil {
		k = key.common().id
	}
	id := find(int(kind), elem.common().id, k)
	if id < 0 {
		panic("reflect: the program has no type " + text)
	}
	return typeOf(id)
}

// PointerTo, SliceOf and MapOf find types that the program has somewhere.
func PointerTo(t Type) Type     { return made(Pointer, t, nil, "*"+t.String()) }
func PtrTo(t Type) Type         { return PointerTo(t) }
func SliceOf(t Type) Type       { return made(Slice, t, nil, "[]"+t.String()) }
func MapOf(key, elem Type) Type { return made(Map, elem, key, "map["+key.String()+"]"+elem.String()) }

func typeID(x any) int
func info(ty int) (kind, elem, key, n int, name string, named bool, slots int)
func field(ty, i int) (name string, of int, tag, pkg string, embedded bool, offset int)
func param(ty, i int) int
func find(kind, elem, key int) int
func implements(ty, iface int) bool
func method(ty, i int) string
