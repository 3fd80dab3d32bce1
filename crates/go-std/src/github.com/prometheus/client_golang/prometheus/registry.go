package prometheus

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	dto "github.com/prometheus/client_model/go"
)

// A Registerer takes collectors in.
type Registerer interface {
	Register(Collector) error
	MustRegister(...Collector)
	Unregister(Collector) bool
}

// A Gatherer asks collectors for their metrics.
type Gatherer interface {
	Gather() ([]*dto.MetricFamily, error)
}

// A GathererFunc is a function as a Gatherer.
type GathererFunc func() ([]*dto.MetricFamily, error)

func (gf GathererFunc) Gather() ([]*dto.MetricFamily, error) { return gf() }

var defaultRegistry = NewRegistry()

// The registry that programs use unless they say otherwise.
var (
	DefaultRegisterer Registerer = defaultRegistry
	DefaultGatherer   Gatherer   = defaultRegistry
)

func init() {
	MustRegister(NewProcessCollector(ProcessCollectorOpts{}))
	MustRegister(NewGoCollector())
}

// Register takes c into the default registry.
func Register(c Collector) error { return DefaultRegisterer.Register(c) }

// MustRegister panics where Register fails.
func MustRegister(cs ...Collector) { DefaultRegisterer.MustRegister(cs...) }

// Unregister puts c out of the default registry.
func Unregister(c Collector) bool { return DefaultRegisterer.Unregister(c) }

// An AlreadyRegisteredError says that a collector of the same metrics is there already.
type AlreadyRegisteredError struct {
	ExistingCollector, NewCollector Collector
}

func (err AlreadyRegisteredError) Error() string {
	return "duplicate metrics collector registration attempted"
}

// A Registry has collectors.
type Registry struct {
	mu         sync.RWMutex
	collectors map[string]Collector // by all their descriptors together
	descs      map[string]bool
	dims       map[string]string // what the descriptors of a name have in common
	unchecked  []Collector
	pedantic   bool
}

// NewRegistry returns an empty registry.
func NewRegistry() *Registry {
	return &Registry{collectors: map[string]Collector{}, descs: map[string]bool{}, dims: map[string]string{}}
}

// NewPedanticRegistry returns one that checks what collectors send against what they have described.
func NewPedanticRegistry() *Registry {
	r := NewRegistry()
	r.pedantic = true
	return r
}

// described is what a collector describes.
func described(c Collector) []*Desc {
	ch := make(chan *Desc, 10)
	go func() {
		c.Describe(ch)
		close(ch)
	}()
	var descs []*Desc
	for desc := range ch {
		descs = append(descs, desc)
	}
	return descs
}

// collectorID is made of all descriptors, in whatever order they came.
func collectorID(descs []*Desc) string {
	var ids []string
	for _, desc := range descs {
		ids = append(ids, desc.id)
	}
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), separator+separator)
}

func (r *Registry) Register(c Collector) error {
	descs := described(c)
	r.mu.Lock()
	defer r.mu.Unlock()
	var duplicate error
	dims := map[string]string{}
	for _, desc := range descs {
		if desc.err != nil {
			return fmt.Errorf("descriptor %s is invalid: %w", desc, desc.err)
		}
		if r.descs[desc.id] {
			duplicate = fmt.Errorf("descriptor %s already exists with the same fully-qualified name and const label values", desc)
		}
		if dim, ok := r.dims[desc.fqName]; ok {
			if dim != desc.dim {
				return fmt.Errorf("a previously registered descriptor with the same fully-qualified name as %s has different label names or a different help string", desc)
			}
		} else if dim, ok := dims[desc.fqName]; ok && dim != desc.dim {
			return fmt.Errorf("descriptors reported by collector have inconsistent label names or help strings for the same fully-qualified name, offender is %s", desc)
		}
		dims[desc.fqName] = desc.dim
	}
	if len(descs) == 0 {
		r.unchecked = append(r.unchecked, c)
		return nil
	}
	id := collectorID(descs)
	if existing, ok := r.collectors[id]; ok {
		return AlreadyRegisteredError{existing, c}
	}
	if duplicate != nil {
		return duplicate
	}
	r.collectors[id] = c
	for _, desc := range descs {
		r.descs[desc.id] = true
		r.dims[desc.fqName] = desc.dim
	}
	return nil
}

func (r *Registry) MustRegister(cs ...Collector) {
	for _, c := range cs {
		if err := r.Register(c); err != nil {
			panic(err)
		}
	}
}

func (r *Registry) Unregister(c Collector) bool {
	descs := described(c)
	id := collectorID(descs)
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.collectors[id]; !ok {
		return false
	}
	delete(r.collectors, id)
	for _, desc := range descs {
		delete(r.descs, desc.id)
	}
	return true
}

// Describe sends what all collectors describe.
func (r *Registry) Describe(ch chan<- *Desc) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, c := range r.collectors {
		c.Describe(ch)
	}
}

// Collect sends what all collectors have.
func (r *Registry) Collect(ch chan<- Metric) {
	for _, c := range r.all() {
		c.Collect(ch)
	}
}

func (r *Registry) all() []Collector {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var all []Collector
	for _, c := range r.collectors {
		all = append(all, c)
	}
	return append(all, r.unchecked...)
}

// MustGather panics where Gather fails.
func (r *Registry) MustGather() []*dto.MetricFamily { return must(r.Gather()) }

// Gather asks all collectors, and sorts what they have. A goroutine collects, and more do when it has nothing ready;
// one waits for them.
func (r *Registry) Gather() ([]*dto.MetricFamily, error) {
	all := r.all()
	if len(all) == 0 {
		return nil, nil
	}
	todo := make(chan Collector, len(all))
	for _, c := range all {
		todo <- c
	}
	metrics := make(chan Metric, 1000)
	var wg sync.WaitGroup
	wg.Add(len(all))
	worker := func() {
		for {
			select {
			case c := <-todo:
				collect(c, metrics)
				wg.Done()
			default:
				return
			}
		}
	}
	go worker()
	more := len(all) - 1
	go func() {
		wg.Wait()
		close(metrics)
	}()
	g := gathering{registry: r, families: map[string]*dto.MetricFamily{}, seen: map[string]bool{}}
	for {
		select {
		case metric, ok := <-metrics:
			if !ok {
				return g.sorted(), g.errs.MaybeUnwrap()
			}
			g.errs.Append(g.take(metric))
			continue
		default:
		}
		if more > 0 && len(todo) > 0 {
			more--
			go worker()
		}
		metric, ok := <-metrics
		if !ok {
			return g.sorted(), g.errs.MaybeUnwrap()
		}
		g.errs.Append(g.take(metric))
	}
}

// collect turns a panic of a collector into a metric that is an error.
func collect(c Collector, ch chan<- Metric) {
	defer func() {
		if r := recover(); r != nil {
			err := fmt.Errorf("prometheus collector panic recovered: type=%T: error=%v", c, r)
			ch <- NewInvalidMetric(NewInvalidDesc(err), err)
		}
	}()
	c.Collect(ch)
}

// A gathering is what has been gathered so far.
type gathering struct {
	registry *Registry
	families map[string]*dto.MetricFamily
	seen     map[string]bool
	errs     MultiError
}

func (g *gathering) take(metric Metric) error {
	desc := metric.Desc()
	out := &dto.Metric{}
	if err := metric.Write(out); err != nil {
		return fmt.Errorf("error collecting metric %v: %w", desc, err)
	}
	kind, err := typeOf(out)
	if err != nil {
		return err
	}
	family, ok := g.families[desc.fqName]
	if !ok {
		family = &dto.MetricFamily{Name: &desc.fqName, Help: &desc.help, Type: &kind}
		g.families[desc.fqName] = family
	} else if family.GetHelp() != desc.help {
		return fmt.Errorf("collected metric %s has help %q but should have %q", desc.fqName, desc.help, family.GetHelp())
	} else if family.GetType() != kind {
		return fmt.Errorf("collected metric %s should be a %s", desc.fqName, strings.Title(strings.ToLower(family.GetType().String())))
	}
	key := desc.fqName
	for _, p := range out.Label {
		key += separator + p.GetName() + separator + p.GetValue()
	}
	if g.seen[key] {
		return fmt.Errorf("collected metric %q was collected before with the same name and label values", desc.fqName)
	}
	g.seen[key] = true
	if g.registry.pedantic && !g.registry.knows(desc) {
		return fmt.Errorf("collected metric %s with unregistered descriptor %s", desc.fqName, desc)
	}
	family.Metric = append(family.Metric, out)
	return nil
}

func (r *Registry) knows(desc *Desc) bool {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.descs[desc.id]
}

func typeOf(m *dto.Metric) (dto.MetricType, error) {
	switch {
	case m.Gauge != nil:
		return dto.MetricType_GAUGE, nil
	case m.Counter != nil:
		return dto.MetricType_COUNTER, nil
	case m.Summary != nil:
		return dto.MetricType_SUMMARY, nil
	case m.Untyped != nil:
		return dto.MetricType_UNTYPED, nil
	case m.Histogram != nil:
		return dto.MetricType_HISTOGRAM, nil
	}
	return 0, fmt.Errorf("empty metric collected")
}

// sorted is all families by name, the metrics of each by the values of their labels.
func (g *gathering) sorted() []*dto.MetricFamily {
	var names []string
	for name, family := range g.families {
		if len(family.Metric) > 0 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var families []*dto.MetricFamily
	for _, name := range names {
		metrics := g.families[name].Metric
		sort.Slice(metrics, func(i, j int) bool { return before(metrics[i], metrics[j]) })
		families = append(families, g.families[name])
	}
	return families
}

func before(a, b *dto.Metric) bool {
	if len(a.Label) != len(b.Label) {
		return len(a.Label) < len(b.Label)
	}
	for i, p := range a.Label {
		if x, y := p.GetValue(), b.Label[i].GetValue(); x != y {
			return x < y
		}
	}
	return a.TimestampMs != nil && (b.TimestampMs == nil || a.GetTimestampMs() < b.GetTimestampMs())
}
