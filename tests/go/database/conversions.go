// What database/sql makes of arguments for the driver, and of columns for the destinations of Scan.
package main

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"
)

// The driver keeps the arguments that it is given and answers every query with one row.
type drv struct{}
type conn struct{}
type stmt struct{}
type rows struct{ read bool }

var (
	inputs = -1
	got    []driver.Value
	column driver.Value
)

func (drv) Open(string) (driver.Conn, error)           { return conn{}, nil }
func (conn) Prepare(string) (driver.Stmt, error)       { return stmt{}, nil }
func (conn) Close() error                              { return nil }
func (conn) Begin() (driver.Tx, error)                 { return nil, errors.New("no transactions") }
func (stmt) Close() error                              { return nil }
func (stmt) NumInput() int                             { return inputs }
func (stmt) Query([]driver.Value) (driver.Rows, error) { return &rows{}, nil }
func (stmt) Exec(args []driver.Value) (driver.Result, error) {
	got = args
	return driver.ResultNoRows, nil
}
func (*rows) Columns() []string { return []string{"c"} }
func (*rows) Close() error      { return nil }
func (r *rows) Next(dest []driver.Value) error {
	if r.read {
		return io.EOF
	}
	r.read = true
	dest[0] = column
	return nil
}

type (
	ID    int64
	Small int8
	U8    uint8
	U64   uint64
	F32   float32
	Name  string
	Flag  bool
	Blob  []byte
	Bytes []U8
	Names []Name
	Ref   *ID
	When  time.Time
	Point struct{ X int }
	Num   int
	Title string
	Maybe struct{ s string }
	Wrong struct{}
	Fails struct{}
	Sizes map[string]int
	Seen  struct{ what string }
	Table map[string]any
)

func (Title) String() string               { return "no Valuer" }
func (n Num) Value() (driver.Value, error) { return int64(n) * 2, nil }
func (m *Maybe) Value() (driver.Value, error) {
	if m == nil {
		return "nobody", nil
	}
	return m.s, nil
}
func (Wrong) Value() (driver.Value, error)   { return 5, nil }
func (Fails) Value() (driver.Value, error)   { return nil, errors.New("fails") }
func (s Sizes) Value() (driver.Value, error) { return int64(len(s)), nil }

func (s *Seen) Scan(v any) error {
	s.what = fmt.Sprintf("%T %v", v, v)
	return nil
}

func (t Table) Scan(v any) error {
	t["last"] = v
	return errors.New("too late")
}

func ptr[T any](v T) *T { return &v }

func arguments(db *sql.DB) {
	at := time.Unix(0, 0).UTC()
	for _, arg := range []any{
		nil, 1, int8(2), int16(3), int32(4), int64(5), uint(6), uint8(7), uint16(8), uint32(9), uint64(10), uintptr(11),
		uint64(1 << 63), uint(1 << 63), float32(1.5), 2.5, true, "s", []byte("b"), []byte(nil), at, 'x', 5 * time.Second,
		ID(1), Small(-2), U8(4), U64(5), U64(1 << 63), F32(1.5), Name("n"), Flag(true), Blob("blob"), Blob(nil), Bytes{1}, Names{"x"},
		[]int{1}, map[string]int{}, Ref(nil), Ref(ptr(ID(4))), When{}, Point{1}, &Point{2}, [2]byte{}, [1]int{}, complex(1, 2), struct{}{},
		make(chan int), func() {}, errors.New("x"), strings.NewReader(""),
		Title("x"), Num(4), ptr(Num(5)), (*Num)(nil), Maybe{"x"}, &Maybe{"y"}, (*Maybe)(nil), (**Maybe)(nil), ptr((*Maybe)(nil)), ptr(&Maybe{"z"}),
		Wrong{}, &Wrong{}, Fails{}, Sizes(nil), (*Sizes)(nil),
		ptr(1), ptr("s"), ptr(true), ptr(at), ptr([]byte("p")), ptr(ptr(7)), ptr(U64(1 << 63)), ptr(any(5)), ptr(any(nil)), ptr(error(nil)),
		(*int)(nil), (*string)(nil), (*ID)(nil), (**int)(nil), ptr((*int)(nil)),
		sql.RawBytes("raw"), sql.NullString{}, &sql.NullString{String: "q", Valid: true}, (*sql.NullString)(nil), sql.NullInt16{Int16: 3, Valid: true},
		sql.Named("n", 1), sql.Named("n", Point{}), sql.Named("", 3), sql.Named("1", 3), sql.Named("é", 3), sql.Out{Dest: new(int)},
	} {
		got = nil
		_, err := db.Exec("", arg)
		fmt.Printf("%T: ", arg)
		if err == nil {
			fmt.Printf("%#v", got[0])
		} else {
			fmt.Print(err)
		}
		fmt.Println()
	}
	inputs = 2
	st, _ := db.Prepare("")
	for _, args := range [][]any{{Point{}}, {1}, {1, 2, 3}} {
		_, err := db.Exec("", args...)
		fmt.Println(err)
		_, err = db.Query("", args...)
		fmt.Println(err)
		_, err = st.Exec(args...)
		fmt.Println(err)
	}
	inputs = -1
}

func destinations(db *sql.DB) {
	for _, column = range []driver.Value{nil, int64(1), int64(-300), 2.5, true, "7", "", []byte("12"), []byte(nil),
		time.Unix(5, 0).UTC(), ID(5), Name("n")} {
		fmt.Printf("%T %v\n", column, column)
		for _, dest := range []any{
			new(ID), new(Small), new(U8), new(F32), new(Name), new(Flag), new(Blob), new(Bytes), new(Ref), new(Point), new(Num), new(Seen), Table{},
			new(*Seen), new(*ID), new(**ID), new(*Name), new(*time.Time), new(*[]byte), new(*any), new(*Point), new(*sql.NullInt64),
			new(time.Time), new(time.Duration), new(error), new(fmt.Stringer), new(uintptr), new(chan int),
			new(string), new([]byte), new(any), new(bool), new(float64), new(uint16), new(int64), new(sql.RawBytes),
			new(sql.NullString), new(sql.NullByte), new(sql.NullTime), new(sql.NullBool), (*ID)(nil), (**int)(nil), ID(4),
		} {
			rs, err := db.Query("")
			if err != nil {
				fmt.Println(err)
				continue
			}
			rs.Next()
			err = rs.Scan(dest)
			fmt.Printf("  %T: ", dest)
			if err == nil {
				v := reflect.ValueOf(dest)
				for v.Kind() == reflect.Pointer && !v.IsNil() {
					v = v.Elem()
				}
				fmt.Printf("%#v\n", v.Interface())
			} else {
				text, _ := strings.CutPrefix(err.Error(), `sql: Scan error on column index 0, name "c": `)
				fmt.Println(text)
			}
			rs.Close()
		}
	}
}

// The converters that package driver has for drivers, and values that may be NULL.
func converters() {
	list := []driver.ValueConverter{driver.Bool, driver.Int32, driver.String, driver.Null{driver.Int32}, driver.NotNull{driver.Bool}, driver.DefaultParameterConverter}
	for _, v := range []any{nil, 1, int64(2), U64(1), U64(1 << 63), true, Flag(true), "T", "x", Name("1"), "99999999999", []byte("1"), 2.5, []int{1}} {
		fmt.Printf("%T %v: ", v, v)
		for _, c := range list {
			made, err := c.ConvertValue(v)
			fmt.Printf("%#v %v; ", made, err)
		}
		fmt.Println(driver.IsValue(v), driver.IsScanValue(v))
	}
	var n sql.Null[ID]
	for _, v := range []any{int64(4), "x", nil} {
		err := n.Scan(v)
		fmt.Println(n, err)
	}
	for _, v := range []driver.Valuer{n, sql.Null[Name]{V: "s", Valid: true}, sql.Null[[]int]{Valid: true}, sql.Null[*Maybe]{Valid: true}} {
		fmt.Println(v.Value())
	}
}

// What Scan gives away is a copy, but for RawBytes.
func copies(db *sql.DB) {
	memory := []byte("lent")
	column = memory
	var (
		own   []byte
		blob  Blob
		thing any
		null  sql.NullString
		raw   sql.RawBytes
	)
	for _, dest := range []any{&own, &blob, &thing, &null, &raw} {
		copy(memory, "lent")
		rs, _ := db.Query("")
		rs.Next()
		err := rs.Scan(dest)
		copy(memory, "LENT")
		fmt.Printf("%s %s %s %s %s %v\n", own, blob, thing, null.String, raw, err)
		rs.Close()
	}
}

func main() {
	sql.Register("conversions", drv{})
	db, _ := sql.Open("conversions", "")
	arguments(db)
	destinations(db)
	converters()
	copies(db)
}
