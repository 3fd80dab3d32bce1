// Package csv reads and writes values separated by commas, as of RFC 4180.
package csv

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

var (
	ErrBareQuote  = errors.New("bare \" in non-quoted-field")
	ErrQuote      = errors.New("extraneous or missing \" in quoted-field")
	ErrFieldCount = errors.New("wrong number of fields")
	// ErrTrailingComma stays for old programs; nothing returns it.
	ErrTrailingComma = errors.New("extra delimiter at end of line")

	errDelimiter = errors.New("csv: invalid field or comment delimiter")
)

// A ParseError tells where the input is wrong. Lines count from 1, columns in bytes from 1.
type ParseError struct {
	StartLine int
	Line      int
	Column    int
	Err       error
}

func (e *ParseError) Error() string {
	place := fmt.Sprintf("parse error on line %d, column %d", e.Line, e.Column)
	switch {
	case e.Err == ErrFieldCount:
		place = fmt.Sprintf("record on line %d", e.Line)
	case e.StartLine != e.Line:
		place = fmt.Sprintf("record on line %d; %s", e.StartLine, place)
	}
	return fmt.Sprintf("%s: %v", place, e.Err)
}

func (e *ParseError) Unwrap() error { return e.Err }

// A Reader reads records.
type Reader struct {
	Comma            rune
	Comment          rune
	FieldsPerRecord  int
	LazyQuotes       bool
	TrimLeadingSpace bool
	ReuseRecord      bool
	TrailingComma    bool

	r      *bufio.Reader
	line   int
	offset int64
	places [][2]int
}

func NewReader(r io.Reader) *Reader { return &Reader{Comma: ',', r: bufio.NewReader(r)} }

func validDelimiter(r rune) bool {
	return r != 0 && r != '"' && r != '\r' && r != '\n' && utf8.ValidRune(r) && r != utf8.RuneError
}

func (r *Reader) InputOffset() int64 { return r.offset }

func (r *Reader) FieldPos(field int) (line, column int) {
	if field < 0 || field >= len(r.places) {
		panic("out of range index passed to FieldPos")
	}
	return r.places[field][0], r.places[field][1]
}

// readLine reads a line with its newline, which is always \n.
func (r *Reader) readLine() (string, error) {
	line, err := r.r.ReadString('\n')
	if line != "" && err == io.EOF {
		err = nil
		if line[len(line)-1] == '\r' {
			line = line[:len(line)-1]
		}
	}
	r.line++
	r.offset += int64(len(line))
	if n := len(line); n >= 2 && line[n-2] == '\r' && line[n-1] == '\n' {
		line = line[:n-2] + "\n"
	}
	return line, err
}

func body(line string) string { return strings.TrimSuffix(line, "\n") }

// Read reads one record.
func (r *Reader) Read() (record []string, err error) {
	if r.Comma == r.Comment || !validDelimiter(r.Comma) || r.Comment != 0 && !validDelimiter(r.Comment) {
		return nil, errDelimiter
	}
	var line string
	for {
		line, err = r.readLine()
		if err != nil {
			return nil, err
		}
		if r.Comment != 0 && strings.HasPrefix(line, string(r.Comment)) || line == "\n" {
			continue
		}
		break
	}
	record, err = r.fields(line)
	if r.FieldsPerRecord > 0 {
		if len(record) != r.FieldsPerRecord && err == nil {
			line, column := r.places[0][0], r.places[0][1]
			err = &ParseError{line, line, column, ErrFieldCount}
		}
	} else if r.FieldsPerRecord == 0 {
		r.FieldsPerRecord = len(record)
	}
	return record, err
}

func (r *Reader) fields(line string) (record []string, err error) {
	start := r.line
	comma := string(r.Comma)
	column := 1
	r.places = nil
	for {
		if r.TrimLeadingSpace {
			trimmed := strings.TrimLeft(line, " \t\v\f\u00a0")
			column += len(line) - len(trimmed)
			line = trimmed
		}
		r.places = append(r.places, [2]int{r.line, column})
		if !strings.HasPrefix(line, `"`) {
			i := strings.Index(line, comma)
			field := body(line)
			if i >= 0 {
				field = line[:i]
			}
			if j := strings.IndexByte(field, '"'); j >= 0 && !r.LazyQuotes {
				return record, &ParseError{start, r.line, column + j, ErrBareQuote}
			}
			record = append(record, field)
			if i < 0 {
				return record, nil
			}
			line = line[i+len(comma):]
			column += i + len(comma)
			continue
		}
		line = line[1:]
		column++
		text := ""
		for {
			i := strings.IndexByte(line, '"')
			if i >= 0 {
				text += line[:i]
				line = line[i+1:]
				column += i + 1
				switch {
				case strings.HasPrefix(line, `"`):
					text += `"`
					line = line[1:]
					column++
					continue
				case strings.HasPrefix(line, comma):
					line = line[len(comma):]
					column += len(comma)
					record = append(record, text)
				case body(line) == "":
					return append(record, text), nil
				case r.LazyQuotes:
					text += `"`
					continue
				default:
					return record, &ParseError{start, r.line, column - 1, ErrQuote}
				}
				break
			}
			if line == "" {
				if !r.LazyQuotes {
					return record, &ParseError{start, r.line, column, ErrQuote}
				}
				return append(record, text), nil
			}
			text += line
			column += len(line)
			next, rerr := r.readLine()
			if rerr != nil && rerr != io.EOF {
				return record, rerr
			}
			if rerr == io.EOF {
				r.line--
				if !r.LazyQuotes {
					return record, &ParseError{start, r.line, column, ErrQuote}
				}
				return append(record, text), nil
			}
			line, column = next, 1
		}
	}
}

// ReadAll reads all records that are left.
func (r *Reader) ReadAll() (records [][]string, err error) {
	for {
		record, err := r.Read()
		if err == io.EOF {
			return records, nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
}

// A Writer writes records.
type Writer struct {
	Comma   rune
	UseCRLF bool
	w       *bufio.Writer
}

func NewWriter(w io.Writer) *Writer { return &Writer{Comma: ',', w: bufio.NewWriter(w)} }

func (w *Writer) needsQuotes(field string) bool {
	if field == "" {
		return false
	}
	if field == `\.` || strings.ContainsRune(field, w.Comma) || strings.ContainsAny(field, "\"\r\n") {
		return true
	}
	r, _ := utf8.DecodeRuneInString(field)
	return strings.TrimSpace(string(r)) == ""
}

func (w *Writer) Write(record []string) error {
	if !validDelimiter(w.Comma) {
		return errDelimiter
	}
	for n, field := range record {
		if n > 0 {
			w.w.WriteRune(w.Comma)
		}
		if !w.needsQuotes(field) {
			w.w.WriteString(field)
			continue
		}
		field = strings.ReplaceAll(field, `"`, `""`)
		if w.UseCRLF {
			field = strings.ReplaceAll(strings.ReplaceAll(field, "\r", ""), "\n", "\r\n")
		}
		w.w.WriteString(`"` + field + `"`)
	}
	end := "\n"
	if w.UseCRLF {
		end = "\r\n"
	}
	_, err := w.w.WriteString(end)
	return err
}

func (w *Writer) Flush() { w.w.Flush() }

func (w *Writer) Error() error {
	_, err := w.w.Write(nil)
	return err
}

func (w *Writer) WriteAll(records [][]string) error {
	for _, r := range records {
		if err := w.Write(r); err != nil {
			return err
		}
	}
	return w.w.Flush()
}
