// text/tabwriter, encoding/csv, math/cmplx.
package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math/cmplx"
	"os"
	"strings"
	"text/tabwriter"
)

func main() {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 1, ' ', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(w, "a\tb\tc")
	fmt.Fprintln(w, "aaaa\tbbbbb\tc")
	w.Flush()
	w = tabwriter.NewWriter(os.Stdout, 5, 0, 3, '-', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(w, "a\tb\tc\t")
	fmt.Fprintln(w, "aaa\tbbbbbb\tcé\t")
	fmt.Fprintln(w, "")
	fmt.Fprintln(w, "x\ty\tz\t")
	w.Flush()
	w = tabwriter.NewWriter(os.Stdout, 0, 8, 2, '\t', 0)
	fmt.Fprintln(w, "Name\tAge\tCity")
	fmt.Fprintln(w, "Alexandria\t30\tNew York")
	fmt.Fprintln(w, "Bob\t4")
	fmt.Fprintln(w, "plain line")
	fmt.Fprintln(w, "\tindented\tcell")
	fmt.Fprint(w, "unfinished\tlast")
	w.Flush()
	fmt.Println()
	w = tabwriter.NewWriter(os.Stdout, 8, 8, 0, ' ', tabwriter.TabIndent|tabwriter.DiscardEmptyColumns)
	fmt.Fprintf(w, "a\t\tb\n\t\tc\nlonger text here\t\td\n")
	w.Flush()

	r := csv.NewReader(strings.NewReader("name,age\n\"Smith, J\",42\n\n\"multi\nline\",\"say \"\"hi\"\"\"\n# c\nx,y\n"))
	r.Comment = '#'
	for {
		rec, err := r.Read()
		if err == io.EOF {
			break
		}
		fmt.Printf("%q %v\n", rec, err)
	}
	for _, s := range []string{"a,b\nc\n", "a\"b,c\n", "\"a\"b,c\n", "\"abc", " x, y\n", "a;b\r\nc;d\r\n", "\n\n", "a,,\n"} {
		r := csv.NewReader(strings.NewReader(s))
		if strings.Contains(s, ";") {
			r.Comma = ';'
		}
		r.TrimLeadingSpace = true
		all, err := r.ReadAll()
		fmt.Printf("%q %v\n", all, err)
	}
	cw := csv.NewWriter(os.Stdout)
	cw.Write([]string{"plain", "with, comma", "with \"quote\"", " lead", "", "two\nlines"})
	cw.WriteAll([][]string{{"1", "2"}, {"3"}})
	fmt.Println(cw.Error())

	for _, z := range []complex128{1 + 2i, -1, 2i, 0.5 - 0.25i} {
		fmt.Printf("%.6f %.6f %.6f %.6f %.6f %.6f %.6f %.6f\n", cmplx.Abs(z), cmplx.Phase(z), cmplx.Sqrt(z), cmplx.Exp(z), cmplx.Log(z), cmplx.Pow(z, 2+1i), cmplx.Sin(z), cmplx.Tanh(z))
		fmt.Printf("%.6f %.6f %.6f %.6f %.6f\n", cmplx.Conj(z), cmplx.Asin(z), cmplx.Acosh(z), cmplx.Atan(z+1), cmplx.Cot(z))
	}
	fmt.Println(cmplx.Rect(2, 0), cmplx.IsNaN(cmplx.NaN()), cmplx.Inf(), cmplx.Sqrt(-4), cmplx.Exp(1i*3.141592653589793))
}
