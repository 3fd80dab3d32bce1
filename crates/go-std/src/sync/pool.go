package sync

// A Pool keeps objects for reuse. The garbage collector empties it: what was not taken between
// two collections is dropped.
type Pool struct {
	New func() any

	private []any
	victim  []any
	cycle   uint32
}

// Get takes an object out, or makes one with New.
func (p *Pool) Get() any {
	p.age()
	if n := len(p.private); n > 0 {
		x := p.private[n-1]
		p.private[n-1] = nil
		p.private = p.private[:n-1]
		return x
	}
	if n := len(p.victim); n > 0 {
		x := p.victim[n-1]
		p.victim[n-1] = nil
		p.victim = p.victim[:n-1]
		return x
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}

// Put gives an object back.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.age()
	p.private = append(p.private, x)
}

// age moves what was put before a collection to the victims and drops older victims.
func (p *Pool) age() {
	now := runtimeGCCycles()
	switch now - p.cycle {
	case 0:
		return
	case 1:
		p.victim = p.private
	default:
		p.victim = nil
	}
	p.private = nil
	p.cycle = now
}

// runtimeGCCycles counts garbage collections.
func runtimeGCCycles() uint32
