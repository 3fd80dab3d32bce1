package hikari

import "time"

// A task is something that the housekeeper does later.
type task struct {
	timer     *time.Timer
	run       func()
	cancelled bool
}

func (t *task) cancel() {
	if t != nil {
		t.cancelled = true
		t.timer.Stop()
	}
}

// schedule has the housekeeper do something later. It does one thing at a time.
func (p *pool) schedule(delay time.Duration, run func()) *task {
	t := &task{run: run}
	t.timer = time.AfterFunc(delay, func() {
		select {
		case p.due <- t:
		case <-p.stop:
		}
	})
	return t
}

// housekeeper is the thread for what is scheduled.
func (p *pool) housekeeper() {
	for {
		select {
		case t := <-p.due:
			if !t.cancelled {
				t.run()
			}
		case <-p.stop:
			return
		}
	}
}

// keepHouse closes connections that were idle for too long and fills the pool up.
func (p *pool) keepHouse() {
	p.readSettings()
	starved, closing, adder := poolHousekeep(p.id)
	if starved > 0 {
		log("WARN", "HikariPool", p.name()+" - Thread starvation or clock leap detected (housekeeper delta="+
			display(time.Duration(starved))+").")
	}
	for _, id := range closing {
		p.detach(p.entry(id))
	}
	p.startAdder(adder)
	p.schedule(millis(p.config.housekeepingPeriod), p.keepHouse)
}

// endOfLife marks a connection as too old, and closes it if it is idle.
func (p *pool) endOfLife(e *poolEntry) {
	if p.softEvict(e, reasonTooOld, false) {
		p.startAdder(poolRequest(p.id))
	}
}

// keepAlive looks whether an idle connection is alive, again and again.
func (p *pool) keepAlive(e *poolEntry, period time.Duration) {
	if poolReserve(p.id, e.id) {
		if p.isDead(e) {
			p.softEvict(e, reasonDead, true)
			p.startAdder(poolRequest(p.id))
		} else {
			p.offer(e, offerUnreserved, poolUnreserve(p.id, e.id))
		}
	}
	if !e.detached {
		e.keepalive = p.schedule(period, func() { p.keepAlive(e, period) })
	}
}
