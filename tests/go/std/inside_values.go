// What printing and decoding find inside of values: reflect.Values, keys of many types, methods of fields.
package main

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand"
	"reflect"
	"unsafe"
)

type status int

func (s status) String() string { return fmt.Sprint("status ", int(s)) }

func (s *status) UnmarshalJSON(data []byte) error {
	*s = status(len(data))
	return nil
}

type account struct {
	Status status
	Past   []status
	ByName map[string]status
	Deep   *struct{ Status status }
	hidden status
}

type own struct{ v int }

type words string

func main() {
	v := reflect.ValueOf(account{Status: 3, hidden: 4})
	fmt.Println(reflect.ValueOf(5), v.Field(0), v.Field(4), v.Field(1), reflect.Value{})
	fmt.Printf("%d %v %T %s\n", reflect.ValueOf(5), reflect.ValueOf([]string{"a"}), v, reflect.ValueOf("x"))

	var a account
	text := `{"Status":"abc","Past":[1,22],"ByName":{"x":1},"Deep":{"Status":4444}}`
	fmt.Println(json.Unmarshal([]byte(text), &a), a.Status, a.Past, a.ByName, *a.Deep)
	raw := json.RawMessage(`{"a": 1}`)
	fmt.Println(raw, map[string]json.RawMessage{"k": raw}, []json.RawMessage{nil})

	fmt.Println(map[any]string{
		1: "int", "a": "string", 2.5: "float64", true: "bool", 'c': "int32", int8(1): "int8", uint8(1): "uint8",
		uint(2): "uint", 1i: "complex128", own{1}: "own", words("w"): "words", [1]int{1}: "array", nil: "nil",
		struct{}{}: "struct",
	})

	fmt.Println(unsafe.Sizeof(struct {
		a int8
		s string
		e struct{}
	}{}), unsafe.Sizeof(struct{ e struct{} }{}))

	random := rand.New(rand.NewSource(3))
	limit := new(big.Int).Lsh(big.NewInt(1), 100)
	fmt.Println(new(big.Int).Rand(random, limit), new(big.Int).Rand(random, big.NewInt(1000)), random.Intn(100))
}
