package sql

import (
	"database/sql/driver"
	"time"
)

// scanNull reads a column into the two fields of a type that knows NULL.
func scanNull[T any](value *T, valid *bool, column any) error {
	if column == nil {
		*value, *valid = *new(T), false
		return nil
	}
	err := convertAssign(value, column)
	*valid = err == nil
	return err
}

// orNull is what the driver is given: a value, or nil.
func orNull(value driver.Value, valid bool) (driver.Value, error) {
	if valid {
		return value, nil
	}
	return nil, nil
}

// Null is a T that may be NULL.
type Null[T any] struct {
	V     T
	Valid bool
}

func (n *Null[T]) Scan(value any) error { return scanNull(&n.V, &n.Valid, value) }

func (n Null[T]) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	return driver.DefaultParameterConverter.ConvertValue(n.V)
}

// NullString is a string that may be NULL.
type NullString struct {
	String string
	Valid  bool
}

func (n *NullString) Scan(value any) error        { return scanNull(&n.String, &n.Valid, value) }
func (n NullString) Value() (driver.Value, error) { return orNull(n.String, n.Valid) }

// NullBool is a bool that may be NULL.
type NullBool struct {
	Bool  bool
	Valid bool
}

func (n *NullBool) Scan(value any) error        { return scanNull(&n.Bool, &n.Valid, value) }
func (n NullBool) Value() (driver.Value, error) { return orNull(n.Bool, n.Valid) }

// NullByte is a byte that may be NULL.
type NullByte struct {
	Byte  byte
	Valid bool
}

func (n *NullByte) Scan(value any) error        { return scanNull(&n.Byte, &n.Valid, value) }
func (n NullByte) Value() (driver.Value, error) { return orNull(int64(n.Byte), n.Valid) }

// NullInt16 is an int16 that may be NULL.
type NullInt16 struct {
	Int16 int16
	Valid bool
}

func (n *NullInt16) Scan(value any) error        { return scanNull(&n.Int16, &n.Valid, value) }
func (n NullInt16) Value() (driver.Value, error) { return orNull(int64(n.Int16), n.Valid) }

// NullInt32 is an int32 that may be NULL.
type NullInt32 struct {
	Int32 int32
	Valid bool
}

func (n *NullInt32) Scan(value any) error        { return scanNull(&n.Int32, &n.Valid, value) }
func (n NullInt32) Value() (driver.Value, error) { return orNull(int64(n.Int32), n.Valid) }

// NullInt64 is an int64 that may be NULL.
type NullInt64 struct {
	Int64 int64
	Valid bool
}

func (n *NullInt64) Scan(value any) error        { return scanNull(&n.Int64, &n.Valid, value) }
func (n NullInt64) Value() (driver.Value, error) { return orNull(n.Int64, n.Valid) }

// NullFloat64 is a float64 that may be NULL.
type NullFloat64 struct {
	Float64 float64
	Valid   bool
}

func (n *NullFloat64) Scan(value any) error        { return scanNull(&n.Float64, &n.Valid, value) }
func (n NullFloat64) Value() (driver.Value, error) { return orNull(n.Float64, n.Valid) }

// NullTime is a time.Time that may be NULL.
type NullTime struct {
	Time  time.Time
	Valid bool
}

func (n *NullTime) Scan(value any) error        { return scanNull(&n.Time, &n.Valid, value) }
func (n NullTime) Value() (driver.Value, error) { return orNull(n.Time, n.Valid) }
