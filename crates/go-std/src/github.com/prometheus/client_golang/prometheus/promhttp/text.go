package promhttp

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	dto "github.com/prometheus/client_model/go"
)

// kinds are the words of the text format.
var kinds = map[dto.MetricType]string{
	dto.MetricType_COUNTER:   "counter",
	dto.MetricType_GAUGE:     "gauge",
	dto.MetricType_SUMMARY:   "summary",
	dto.MetricType_UNTYPED:   "untyped",
	dto.MetricType_HISTOGRAM: "histogram",
}

var (
	helpEscapes  = strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	valueEscapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)
)

// writeFamily writes a family in the text format, version 0.0.4.
func writeFamily(out *bytes.Buffer, family *dto.MetricFamily) {
	name := escapeName(family.GetName(), true)
	out.WriteString("# HELP " + name + " " + helpEscapes.Replace(family.GetHelp()) + "\n")
	out.WriteString("# TYPE " + name + " " + kinds[family.GetType()] + "\n")
	for _, m := range family.Metric {
		switch family.GetType() {
		case dto.MetricType_COUNTER:
			writeSample(out, name, m, "", 0, m.GetCounter().GetValue())
		case dto.MetricType_GAUGE:
			writeSample(out, name, m, "", 0, m.GetGauge().GetValue())
		case dto.MetricType_UNTYPED:
			writeSample(out, name, m, "", 0, m.GetUntyped().GetValue())
		case dto.MetricType_SUMMARY:
			writeSummary(out, name, m)
		case dto.MetricType_HISTOGRAM:
			writeHistogram(out, name, m)
		}
	}
}

func writeSummary(out *bytes.Buffer, name string, m *dto.Metric) {
	s := m.GetSummary()
	for _, q := range s.GetQuantile() {
		writeSample(out, name, m, "quantile", q.GetQuantile(), q.GetValue())
	}
	writeSample(out, name+"_sum", m, "", 0, s.GetSampleSum())
	writeSample(out, name+"_count", m, "", 0, float64(s.GetSampleCount()))
}

func writeHistogram(out *bytes.Buffer, name string, m *dto.Metric) {
	h := m.GetHistogram()
	whole := false
	for _, b := range h.GetBucket() {
		writeSample(out, name+"_bucket", m, "le", b.GetUpperBound(), float64(b.GetCumulativeCount()))
		whole = whole || math.IsInf(b.GetUpperBound(), +1)
	}
	if !whole {
		writeSample(out, name+"_bucket", m, "le", math.Inf(+1), float64(h.GetSampleCount()))
	}
	writeSample(out, name+"_sum", m, "", 0, h.GetSampleSum())
	writeSample(out, name+"_count", m, "", 0, float64(h.GetSampleCount()))
}

// writeSample writes a line. A bound or a quantile is one more label, if it has a name.
func writeSample(out *bytes.Buffer, name string, m *dto.Metric, extra string, at, value float64) {
	out.WriteString(name)
	sign := byte('{')
	for _, p := range m.Label {
		out.WriteByte(sign)
		sign = ','
		out.WriteString(escapeName(p.GetName(), false) + `="` + valueEscapes.Replace(p.GetValue()) + `"`)
	}
	if extra != "" {
		out.WriteByte(sign)
		sign = ','
		out.WriteString(extra + `="` + number(at) + `"`)
	}
	if sign == ',' {
		out.WriteByte('}')
	}
	out.WriteString(" " + number(value))
	if m.TimestampMs != nil {
		out.WriteString(" " + strconv.FormatInt(*m.TimestampMs, 10))
	}
	out.WriteByte('\n')
}

func number(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }

// escapeName puts underscores where the text format allows no other characters; colons only stand in names of metrics.
func escapeName(name string, colons bool) string {
	allowed := func(r rune, first bool) bool {
		letter := r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || colons && r == ':'
		return letter || !first && r >= '0' && r <= '9'
	}
	for at, r := range name {
		if !allowed(r, at == 0) {
			return escaped(name, allowed)
		}
	}
	return name
}

func escaped(name string, allowed func(r rune, first bool) bool) string {
	var text []byte
	for at, r := range name {
		if !allowed(r, at == 0) {
			r = '_'
		}
		text = utf8.AppendRune(text, r)
	}
	return string(text)
}
