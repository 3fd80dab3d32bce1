package json

import (
	"reflect"
	"slices"
	"strings"
)

// A member is a field that takes part.
type member struct {
	name                        string
	tagged                      bool
	index                       []int
	omitEmpty, omitZero, quoted bool
}

var known = map[reflect.Type][]member{}

// fieldsOf lists the fields of a struct and those that embedded structs bring in. Of fields with one name
// the shallowest counts, then the one whose name is in a tag; if that leaves several, none does.
func fieldsOf(t reflect.Type) []member {
	if list, ok := known[t]; ok {
		return list
	}
	type level struct {
		t     reflect.Type
		index []int
	}
	var all []member
	visited := map[reflect.Type]bool{}
	for now := []level{{t, nil}}; len(now) > 0; {
		var next []level
		for _, l := range now {
			if visited[l.t] {
				continue
			}
			visited[l.t] = true
			for i := range l.t.NumField() {
				f := l.t.Field(i)
				of := f.Type
				if of.Kind() == reflect.Pointer && of.Name() == "" {
					of = of.Elem()
				}
				if !f.IsExported() && !(f.Anonymous && of.Kind() == reflect.Struct) {
					continue
				}
				tag := f.Tag.Get("json")
				if tag == "-" {
					continue
				}
				name, options, _ := strings.Cut(tag, ",")
				index := append(slices.Clone(l.index), i)
				if name == "" && f.Anonymous && of.Kind() == reflect.Struct {
					next = append(next, level{of, index})
					continue
				}
				if !f.IsExported() {
					continue
				}
				m := member{name: name, tagged: name != "", index: index}
				if name == "" {
					m.name = f.Name
				}
				for _, o := range strings.Split(options, ",") {
					switch o {
					case "omitempty":
						m.omitEmpty = true
					case "omitzero":
						m.omitZero = true
					case "string":
						switch k := of.Kind(); {
						case k == reflect.Bool, k >= reflect.Int && k <= reflect.Float64, k == reflect.String:
							m.quoted = true
						}
					}
				}
				all = append(all, m)
			}
		}
		now = next
	}
	var list []member
	for i, m := range all {
		best := true
		for k, o := range all {
			if k == i || o.name != m.name {
				continue
			}
			d, e := len(m.index), len(o.index)
			if e < d || e == d && (o.tagged && !m.tagged || o.tagged == m.tagged) {
				best = false
			}
		}
		if best {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b member) int { return slices.Compare(a.index, b.index) })
	known[t] = list
	return list
}
