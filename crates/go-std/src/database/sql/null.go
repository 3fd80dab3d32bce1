package sql

import (
	"database/sql/driver"
	"time"
)

// NullString is a string that may be NULL.
type NullString struct {
	String string
	Valid  bool
}

// Scan reads a column.
func (n *NullString) Scan(value any) error {
	if value == nil {
		n.String, n.Valid = "", false
		return nil
	}
	n.Valid = true
	return convertAssign(&n.String, value)
}

// Value gives the driver a value or nil.
func (n NullString) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	return n.String, nil
}

// NullInt64 is a int64 that may be NULL.
type NullInt64 struct {
	Int64 int64
	Valid bool
}

// Scan reads a column.
func (n *NullInt64) Scan(value any) error {
	if value == nil {
		n.Int64, n.Valid = 0, false
		return nil
	}
	n.Valid = true
	return convertAssign(&n.Int64, value)
}

// Value gives the driver a value or nil.
func (n NullInt64) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	return n.Int64, nil
}

// NullInt32 is a int32 that may be NULL.
type NullInt32 struct {
	Int32 int32
	Valid bool
}

// Scan reads a column.
func (n *NullInt32) Scan(value any) error {
	if value == nil {
		n.Int32, n.Valid = 0, false
		return nil
	}
	n.Valid = true
	return convertAssign(&n.Int32, value)
}

// Value gives the driver a value or nil.
func (n NullInt32) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	return int64(n.Int32), nil
}

// NullInt16 is a int16 that may be NULL.
type NullInt16 struct {
	Int16 int16
	Valid bool
}

// Scan reads a column.
func (n *NullInt16) Scan(value any) error {
	if value == nil {
		n.Int16, n.Valid = 0, false
		return nil
	}
	n.Valid = true
	return convertAssign(&n.Int16, value)
}

// Value gives the driver a value or nil.
func (n NullInt16) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	return int64(n.Int16), nil
}

// NullByte is a byte that may be NULL.
type NullByte struct {
	Byte  byte
	Valid bool
}

// Scan reads a column.
func (n *NullByte) Scan(value any) error {
	if value == nil {
		n.Byte, n.Valid = 0, false
		return nil
	}
	n.Valid = true
	return convertAssign(&n.Byte, value)
}

// Value gives the driver a value or nil.
func (n NullByte) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	return int64(n.Byte), nil
}

// NullFloat64 is a float64 that may be NULL.
type NullFloat64 struct {
	Float64 float64
	Valid   bool
}

// Scan reads a column.
func (n *NullFloat64) Scan(value any) error {
	if value == nil {
		n.Float64, n.Valid = 0, false
		return nil
	}
	n.Valid = true
	return convertAssign(&n.Float64, value)
}

// Value gives the driver a value or nil.
func (n NullFloat64) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	return n.Float64, nil
}

// NullBool is a bool that may be NULL.
type NullBool struct {
	Bool  bool
	Valid bool
}

// Scan reads a column.
func (n *NullBool) Scan(value any) error {
	if value == nil {
		n.Bool, n.Valid = false, false
		return nil
	}
	n.Valid = true
	return convertAssign(&n.Bool, value)
}

// Value gives the driver a value or nil.
func (n NullBool) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	return n.Bool, nil
}

// NullTime is a time.Time that may be NULL.
type NullTime struct {
	Time  time.Time
	Valid bool
}

// Scan reads a column.
func (n *NullTime) Scan(value any) error {
	if value == nil {
		n.Time, n.Valid = time.Time{}, false
		return nil
	}
	n.Valid = true
	return convertAssign(&n.Time, value)
}

// Value gives the driver a value or nil.
func (n NullTime) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	return n.Time, nil
}
