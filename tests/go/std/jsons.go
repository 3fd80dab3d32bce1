// Package encoding/json.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

type base struct {
	ID      int `json:"id"`
	private int
}

type person struct {
	base
	Name  string          `json:"name"`
	Age   int             `json:"age,omitempty"`
	Email *string         `json:"email"`
	Tags  []string        `json:"tags,omitempty"`
	Meta  map[string]any  `json:"meta,omitempty"`
	Skip  string          `json:"-"`
	Dash  string          `json:"-,"`
	Score float64         `json:"score,string"`
	Raw   json.RawMessage `json:"raw,omitempty"`
	When  time.Time       `json:"when"`
	Zero  time.Time       `json:"zero,omitzero"`
	Kids  []*person       `json:"kids,omitempty"`
	Attrs map[int]string  `json:"attrs,omitempty"`
	Any   any             `json:"any"`
	Bytes []byte          `json:"bytes,omitempty"`
	Arr   [2]bool         `json:"arr"`
	NoTag uint8
	m     map[string]string
}

type color int

func (c color) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("color-%d", int(c))), nil }
func (c *color) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "color-%d", (*int)(c))
	return err
}

type temp float64

func (t temp) MarshalJSON() ([]byte, error) {
	return []byte(fmt.Sprintf(`{"celsius": %.1f}`, float64(t))), nil
}
func (t *temp) UnmarshalJSON(b []byte) error {
	var x struct{ Celsius float64 }
	if err := json.Unmarshal(b, &x); err != nil {
		return err
	}
	*t = temp(x.Celsius)
	return nil
}

type bad struct{}

func (bad) MarshalJSON() ([]byte, error) { return nil, errors.New("refused") }

func show(v any) {
	b, err := json.Marshal(v)
	fmt.Println(string(b), err)
}

func main() {
	mail := "a@b.c"
	p := person{base: base{ID: 7}, Name: "Ann <&> \"q\" é \u2028", Email: &mail, Tags: []string{"x", "y"}, Meta: map[string]any{"b": 1, "a": []int{1}}, Score: 1.5, Raw: json.RawMessage(`{"k": [1, 2]}`), When: time.Date(2024, 1, 2, 3, 4, 5, 6000, time.UTC), Attrs: map[int]string{10: "ten", 9: "nine"}, Bytes: []byte("hi"), NoTag: 3}
	p.Kids = []*person{{Name: "Kid"}, nil}
	show(p)
	show(person{})
	b, _ := json.MarshalIndent(map[string]any{"list": []any{1, "two", nil, true, 2.5, map[string]int{}}, "empty": []int{}, "nested": map[string]any{"k": "v"}}, "", "  ")
	fmt.Println(string(b))
	show([]float64{1, 0.1, 1e21, 1e-7, 100000000, 3.0, -0.0, 1.0 / 3})
	show([]any{int8(-5), uint64(1 << 63), float32(0.1), "\x01\t\n\\\xff", 'x', nil, []int(nil), map[string]int(nil), [0]int{}, struct{}{}})
	show(map[color]temp{1: 36.6, 2: -5})
	show(struct {
		C  color
		P  *color
		T  temp
		TP *temp
	}{C: 3})
	show(make(chan int))
	show(bad{})
	show([]any{func() {}})
	show(map[float64]int{1: 2})

	var q person
	err := json.Unmarshal([]byte(`{"id": 9, "NAME": "Bob", "age": 41, "email": null, "tags": ["p", "q\u00e9\ud83d\ude00\/"], "meta": {"x": {"y": [1, 2.5, "s", false, null]}}, "score": "2.25", "raw": {"a" : 1 }, "when": "2020-05-06T07:08:09+02:00", "kids": [{"name": "K"}, null], "attrs": {"1": "one"}, "any": {"z": 1e3}, "bytes": "aGk=", "arr": [true, false, true], "unknown": {"deep": [[[]]]}, "NoTag": 200}`), &q)
	fmt.Println(err, q.ID, q.Name, q.Age, q.Email, q.Tags, q.Meta, q.Score, string(q.Raw), q.When, len(q.Kids), q.Kids[0].Name, q.Kids[1] == nil, q.Attrs, q.Any, string(q.Bytes), q.Arr, q.NoTag)
	var x any
	fmt.Println(json.Unmarshal([]byte(` [1, {"a": "b"}, null, true, "s"] `), &x), x)
	fmt.Printf("%T %T\n", x, x.([]any)[0])
	var m map[color]*temp
	fmt.Println(json.Unmarshal([]byte(`{"color-5": {"celsius": 1.5}}`), &m), *m[5])
	var sl = []int{1, 2, 3}
	fmt.Println(json.Unmarshal([]byte(`[9]`), &sl), sl)
	var ar [3]int
	fmt.Println(json.Unmarshal([]byte(`[1,2,3,4]`), &ar), ar)
	for _, s := range []string{``, `{`, `{"a":}`, `[1,]`, `{"a" 1}`, `nul`, `"abc`, `01`, `1.`, `-`, `[1 2]`, `{"a":1,}`, `{1:2}`, `"\x"`, "\"\n\"", `true false`, `+1`, `'x'`, `1e`} {
		var v any
		err := json.Unmarshal([]byte(s), &v)
		var se *json.SyntaxError
		fmt.Println(s, "->", err, errors.As(err, &se), json.Valid([]byte(s)))
	}
	type inner struct{ N int8 }
	type outer struct {
		A   string
		B   inner
		L   []inner
		Ptr *int
	}
	for _, s := range []string{`{"A": 5}`, `{"B": {"N": 300}}`, `{"B": {"N": "x"}}`, `{"L": [{"N": 1.5}]}`, `[]`, `{"A": "ok", "B": 1, "Ptr": 3}`, `{"Ptr": true}`} {
		var o outer
		err := json.Unmarshal([]byte(s), &o)
		var te *json.UnmarshalTypeError
		fmt.Println(err, errors.As(err, &te), o.A)
	}
	fmt.Println(json.Unmarshal([]byte(`1`), nil), json.Unmarshal([]byte(`1`), 5), json.Unmarshal([]byte(`1`), (*int)(nil)))

	dec := json.NewDecoder(strings.NewReader(`{"a": 1} {"a": 2}
	[3] "x" 4`))
	for {
		var v any
		if err := dec.Decode(&v); err == io.EOF {
			break
		} else if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println()
	dec = json.NewDecoder(strings.NewReader(`{"known": 1, "list": [1, {"k": null}], "t": true}`))
	for {
		t, err := dec.Token()
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Printf("%T:%v ", t, t)
		if dec.More() {
			fmt.Print("+ ")
		}
	}
	dec = json.NewDecoder(strings.NewReader(`{"A": "x", "Zed": 1}`))
	dec.DisallowUnknownFields()
	var o outer
	fmt.Println(dec.Decode(&o))
	dec = json.NewDecoder(strings.NewReader(`{"n": 12345678901234567890}`))
	dec.UseNumber()
	fmt.Println(dec.Decode(&x), x)
	n := x.(map[string]any)["n"].(json.Number)
	_, err = n.Int64()
	fmt.Println(n, err)
	enc := json.NewEncoder(os.Stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent(">", "\t")
	enc.Encode(map[string]any{"html": "<b>", "n": 1})
	var buf bytes.Buffer
	json.Compact(&buf, []byte(`{ "a" : [ 1 , 2 ] , "b" : "x y" }`))
	buf.WriteByte('\n')
	json.Indent(&buf, []byte(`{"a":[1,2,{}],"b":[]}`), "", " ")
	buf.WriteByte('\n')
	json.HTMLEscape(&buf, []byte(`"<script>&"`))
	fmt.Println(buf.String())
}
