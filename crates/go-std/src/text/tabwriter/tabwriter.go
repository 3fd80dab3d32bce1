// Package tabwriter aligns columns: cells end with tabs, and a column is a block of cells one below the other.
package tabwriter

import (
	"io"
	"strings"
	"unicode/utf8"
)

const (
	FilterHTML uint = 1 << iota
	StripEscape
	AlignRight
	DiscardEmptyColumns
	TabIndent
	Debug
)

// Escape brackets text that is passed through as it is.
const Escape = '\xff'

// A cell has text; width is what is seen of it; tab tells that a tab ended it. The last cell of a line belongs to no column.
type cell struct {
	text  string
	width int
	tab   bool
}

// A Writer aligns what is written to it when it is flushed.
type Writer struct {
	out                         io.Writer
	minwidth, tabwidth, padding int
	padchar                     byte
	flags                       uint
	lines                       [][]cell
	text                        []byte
	width                       int
	// end is the byte that ends the escaped text, entity or tag being read, or 0.
	end byte
	err error
}

func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

func (b *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if minwidth < 0 || tabwidth < 0 || padding < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	if padchar == '\t' {
		// Tabs cannot fill a column from the left.
		flags &^= AlignRight
	}
	*b = Writer{out: output, minwidth: minwidth, tabwidth: tabwidth, padding: padding, padchar: padchar, flags: flags}
	b.reset()
	return b
}

func (b *Writer) reset() {
	b.lines = [][]cell{nil}
	b.text, b.width, b.end = nil, 0, 0
}

// endCell puts the text so far into a cell; it returns the number of cells in the line.
func (b *Writer) endCell(tab bool) int {
	last := len(b.lines) - 1
	b.lines[last] = append(b.lines[last], cell{string(b.text), b.width, tab})
	b.text, b.width = nil, 0
	return len(b.lines[last])
}

func (b *Writer) add(s string) {
	b.text = append(b.text, s...)
	b.width += utf8.RuneCountInString(s)
}

func (b *Writer) Write(buf []byte) (n int, err error) {
	for i := 0; i < len(buf); i++ {
		c := buf[i]
		if b.end != 0 {
			b.inside(c)
			continue
		}
		switch {
		case c == '\t' || c == '\v' || c == '\n' || c == '\f':
			cells := b.endCell(c == '\t')
			if c == '\n' || c == '\f' {
				b.lines = append(b.lines, nil)
				if c == '\f' || cells == 1 {
					// Nothing below a line without tabs belongs to columns above it.
					b.write(false)
					if c == '\f' && b.flags&Debug != 0 {
						b.put("---\n")
					}
				}
			}
		case c == Escape:
			b.end = Escape
			if b.flags&StripEscape == 0 {
				b.text = append(b.text, c)
				b.width++
			}
		case b.flags&FilterHTML != 0 && (c == '<' || c == '&'):
			b.end = '>'
			if c == '&' {
				b.end = ';'
			}
			b.text = append(b.text, c)
		default:
			start := i
			for i+1 < len(buf) && !b.special(buf[i+1]) {
				i++
			}
			b.add(string(buf[start : i+1]))
		}
	}
	return len(buf), b.err
}

func (b *Writer) special(c byte) bool {
	switch c {
	case '\t', '\v', '\n', '\f', Escape:
		return true
	case '<', '&':
		return b.flags&FilterHTML != 0
	}
	return false
}

// inside takes a byte of an escaped text, an entity or a tag.
func (b *Writer) inside(c byte) {
	if c != b.end {
		b.text = append(b.text, c)
		if b.end == Escape && utf8.RuneStart(c) {
			b.width++
		}
		return
	}
	switch {
	case c != Escape:
		b.text = append(b.text, c)
		if c == ';' {
			b.width++
		}
	case b.flags&StripEscape == 0:
		b.text = append(b.text, c)
		b.width++
	}
	b.end = 0
}

// Flush writes what is left.
func (b *Writer) Flush() error {
	b.end = 0
	b.endCell(false)
	b.write(true)
	b.reset()
	return b.err
}

func (b *Writer) put(s string) {
	if b.err == nil {
		_, b.err = io.WriteString(b.out, s)
	}
}

// write formats the lines so far. The last line is not complete yet, unless all says so.
func (b *Writer) write(all bool) {
	lines := b.lines
	var rest []cell
	if !all {
		rest = lines[len(lines)-1]
		lines = lines[:len(lines)-1]
	}
	b.block(nil, lines, 0, len(lines), all)
	b.lines = [][]cell{rest}
}

// block writes the lines from a to b; widths are those of the columns so far.
func (b *Writer) block(widths []int, lines [][]cell, from, to int, all bool) {
	column := len(widths)
	start := from
	for at := from; at < to; at++ {
		if column >= len(lines[at])-1 {
			continue
		}
		// A block of lines with a cell in this column begins here.
		b.print(widths, lines, start, at, all)
		end := at
		width, discardable := b.minwidth, true
		for end < to && column < len(lines[end])-1 {
			c := lines[end][column]
			if w := c.width + b.padding; w > width {
				width = w
			}
			if c.width > 0 || c.tab {
				discardable = false
			}
			end++
		}
		if discardable && b.flags&DiscardEmptyColumns != 0 {
			width = 0
		}
		b.block(append(widths[:column:column], width), lines, at, end, all)
		start, at = end, end-1
	}
	b.print(widths, lines, start, to, all)
}

func (b *Writer) pad(text, width int, tabs bool) {
	if b.padchar != '\t' && !tabs {
		b.put(strings.Repeat(string(rune(b.padchar)), width-text))
		return
	}
	if unit := b.tabwidth; unit > 0 {
		stop := (width + unit - 1) / unit * unit
		b.put(strings.Repeat("\t", (stop-text+unit-1)/unit))
	}
}

func (b *Writer) print(widths []int, lines [][]cell, from, to int, all bool) {
	for i := from; i < to; i++ {
		// Empty cells at the beginning of a line may be indented with tabs.
		tabs := b.flags&TabIndent != 0
		for j, c := range lines[i] {
			if j > 0 && b.flags&Debug != 0 {
				b.put("|")
			}
			if c.width == 0 && len(c.text) == 0 {
				if j < len(widths) {
					b.pad(c.width, widths[j], tabs)
				}
				continue
			}
			tabs = false
			if b.flags&AlignRight == 0 {
				b.put(c.text)
				if j < len(widths) {
					b.pad(c.width, widths[j], false)
				}
			} else {
				if j < len(widths) {
					b.pad(c.width, widths[j], false)
				}
				b.put(c.text)
			}
		}
		if i+1 < len(lines) || !all {
			b.put("\n")
		}
	}
}
