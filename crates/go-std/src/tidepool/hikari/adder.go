package hikari

import "time"

// startAdder starts the thread that adds connections, if the pool says so.
func (p *pool) startAdder(start bool) {
	if start {
		p.adderCh = make(chan struct{})
		go p.addConnections(p.adderCh)
	}
}

// addConnections is the connection adder.
func (p *pool) addConnections(ended chan struct{}) {
	for task := true; task; task = poolTask(p.id) {
		p.addConnection()
	}
	close(ended)
}

// addConnection is a task of the adder: it adds one connection, if one is still wanted, however often it must try.
func (p *pool) addConnection() {
	for poolShouldAdd(p.id) {
		if e := p.createEntry(); e != nil {
			p.add(e)
			time.Sleep(30 * time.Millisecond)
			return
		}
		time.Sleep(millis(poolTaskFailed(p.id)))
	}
}

func (p *pool) add(e *poolEntry) {
	added, again := poolAdd(p.id, e.id)
	if !added {
		// The pool was shut down meanwhile.
		p.detach(e)
		return
	}
	p.offer(e, offerAdded, again)
}

// createEntry dials and sets the timers of the new connection; nil if that failed.
func (p *pool) createEntry() *poolEntry {
	id := poolDial(p.id)
	w, err := p.newConnection(id)
	p.lastFailure = err
	lifetime, keepalive := poolDialed(p.id, id, err == nil)
	if err != nil {
		return nil
	}
	e := &poolEntry{id: id, wire: w}
	p.mu.Lock()
	p.entries[id] = e
	p.mu.Unlock()
	if lifetime > 0 {
		e.endOfLife = p.schedule(millis(lifetime), func() { p.endOfLife(e) })
	}
	if keepalive > 0 {
		e.keepalive = p.schedule(millis(keepalive), func() { p.keepAlive(e, millis(keepalive)) })
	}
	return e
}

// newConnection dials and makes the connection as the pool's are.
func (p *pool) newConnection(id int64) (*wire, *SQLException) {
	w, err := dial(p.source, id, p.loginTimeout())
	if err != nil {
		return nil, err
	}
	if !p.config.autoCommit {
		_, err = w.exec("SET autocommit=0")
	}
	// The first connection shows whether the driver can validate.
	if err == nil && !p.validChecked {
		p.validChecked = true
		if !w.ping(time.Second) {
			err = afterClose()
		}
	}
	if err != nil {
		w.close()
		if !p.shutDown {
			log("ERROR", "HikariPool", p.name()+" - Error thrown while acquiring connection from data source: "+err.message)
		}
		return nil, err
	}
	return w, nil
}

// loginTimeout is how long the driver may take to connect; 0 is for ever.
func (p *pool) loginTimeout() time.Duration {
	if p.connectionTimeout == unlimited {
		return 0
	}
	seconds := (500 + p.connectionTimeout) / 1000
	return time.Duration(max(1, seconds)) * time.Second
}

// isDead looks whether a connection is alive, with a round trip.
func (p *pool) isDead(e *poolEntry) bool {
	if e.wire.ping(time.Duration(max(1000, p.validationTimeout)/1000) * time.Second) {
		return false
	}
	// The driver has given the connection up, and resetting its network timeout fails.
	p.lastFailure = afterClose()
	log("WARN", "PoolBase", p.name()+" - Failed to validate connection "+e.wire.name+" ("+p.lastFailure.message+
		"). Possibly consider using a shorter maxLifetime value.")
	return true
}
