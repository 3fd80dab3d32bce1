package prometheus

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	dto "github.com/prometheus/client_model/go"
)

// Labels are names of labels with their values.
type Labels map[string]string

// A Desc describes metrics that differ in the values of their variable labels at most.
type Desc struct {
	fqName         string
	help           string
	constPairs     []*dto.LabelPair
	variableLabels []string
	// id tells it from all others; dim is what all of its name have in common.
	id, dim string
	err     error
}

const separator = "\xff"

// NewDesc returns a Desc; what is wrong with it is found when it is registered.
func NewDesc(fqName, help string, variableLabels []string, constLabels Labels) *Desc {
	d := &Desc{fqName: fqName, help: help, variableLabels: variableLabels}
	if fqName == "" || !utf8.ValidString(fqName) {
		d.err = fmt.Errorf("%q is not a valid metric name", fqName)
		return d
	}
	var names []string
	for name := range constLabels {
		names = append(names, name)
	}
	sort.Strings(names)
	values := []string{fqName}
	known := map[string]bool{}
	for _, name := range names {
		if !checkLabelName(name) {
			d.err = fmt.Errorf("%q is not a valid label name for metric %q", name, fqName)
			return d
		}
		value := constLabels[name]
		values = append(values, value)
		known[name] = true
		d.constPairs = append(d.constPairs, pair(name, value))
	}
	if d.err = validateLabelValues(values, len(values)); d.err != nil {
		return d
	}
	for _, name := range variableLabels {
		if !checkLabelName(name) {
			d.err = fmt.Errorf("%q is not a valid label name for metric %q", name, fqName)
			return d
		}
		names = append(names, "$"+name)
		known[name] = true
	}
	if len(names) != len(known) {
		d.err = fmt.Errorf("duplicate label names in constant and variable labels for metric %q", fqName)
		return d
	}
	sort.Strings(names)
	d.id = strings.Join(values, separator)
	d.dim = help + separator + strings.Join(names, separator)
	return d
}

// NewInvalidDesc returns a Desc that cannot be registered.
func NewInvalidDesc(err error) *Desc { return &Desc{err: err} }

// Err is what is wrong with it.
func (d *Desc) Err() error { return d.err }

func (d *Desc) String() string {
	pairs := make([]string, len(d.constPairs))
	for i, p := range d.constPairs {
		pairs[i] = fmt.Sprintf("%s=%q", p.GetName(), p.GetValue())
	}
	return fmt.Sprintf("Desc{fqName: %q, help: %q, unit: \"\", constLabels: {%s}, variableLabels: {%s}}",
		d.fqName, d.help, strings.Join(pairs, ","), strings.Join(d.variableLabels, ","))
}

// BuildFQName joins the parts of a name that are not empty with "_".
func BuildFQName(namespace, subsystem, name string) string {
	if name == "" {
		return ""
	}
	if subsystem != "" {
		name = subsystem + "_" + name
	}
	if namespace != "" {
		name = namespace + "_" + name
	}
	return name
}

// MakeLabelPairs returns the labels of a metric of desc with these values, in the order of their names.
func MakeLabelPairs(desc *Desc, labelValues []string) []*dto.LabelPair {
	if len(desc.variableLabels) == 0 {
		return desc.constPairs
	}
	pairs := make([]*dto.LabelPair, 0, len(desc.variableLabels)+len(desc.constPairs))
	for i, name := range desc.variableLabels {
		pairs = append(pairs, pair(name, labelValues[i]))
	}
	pairs = append(pairs, desc.constPairs...)
	sort.Slice(pairs, func(i, j int) bool { return pairs[i].GetName() < pairs[j].GetName() })
	return pairs
}

func pair(name, value string) *dto.LabelPair { return &dto.LabelPair{Name: &name, Value: &value} }

func checkLabelName(name string) bool {
	return name != "" && utf8.ValidString(name) && !strings.HasPrefix(name, "__")
}

var errInconsistentCardinality = errors.New("inconsistent label cardinality")

// cardinalityError is what a metric is made with that has too many labels or too few.
func cardinalityError(desc *Desc, labelValues []string) error {
	return fmt.Errorf("%w: %q has %d variable labels named %q but %d values %q were provided",
		errInconsistentCardinality, desc.fqName, len(desc.variableLabels), desc.variableLabels, len(labelValues), labelValues)
}

func validateLabelValues(values []string, expected int) error {
	if len(values) != expected {
		return fmt.Errorf("%w: expected %d label values but got %d in %#v", errInconsistentCardinality, expected, len(values), values)
	}
	for _, value := range values {
		if !utf8.ValidString(value) {
			return fmt.Errorf("label value %q is not valid UTF-8", value)
		}
	}
	return nil
}

func validateLabels(labels Labels, expected int) error {
	if len(labels) != expected {
		return fmt.Errorf("%w: expected %d label values but got %d in %#v", errInconsistentCardinality, expected, len(labels), labels)
	}
	for name, value := range labels {
		if !utf8.ValidString(value) {
			return fmt.Errorf("label %s: value %q is not valid UTF-8", name, value)
		}
	}
	return nil
}
