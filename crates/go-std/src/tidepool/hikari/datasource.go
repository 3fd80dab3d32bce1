package hikari

import "time"

// A DataSource has a pool and lends its connections. Its settings are those of the configuration it was made from; some
// can be changed at run time.
type DataSource struct {
	Config
	pool   *pool
	closed bool
}

// NewDataSource makes a pool and opens one connection, so that it fails fast.
func NewDataSource(config *Config) (*DataSource, error) {
	config.Validate()
	source, err := find(config.jdbcURL)
	if err != nil {
		return nil, err
	}
	ds := &DataSource{Config: *config}
	ds.Config.pool = poolOpen(config.poolName, config.values())
	p := &pool{
		id:      ds.Config.pool,
		config:  &ds.Config,
		source:  source,
		entries: make(map[int64]*poolEntry),
		closeCh: make(chan *poolEntry, config.maximumPoolSize),
		ending:  make(chan struct{}),
		due:     make(chan *task, 64),
		stop:    make(chan struct{}),
	}
	ds.pool = p
	p.readSettings()
	go p.housekeeper()
	if err := p.checkFailFast(); err != nil {
		close(p.stop)
		return nil, err
	}
	p.schedule(100*time.Millisecond, p.keepHouse)
	return ds, nil
}

// checkFailFast opens the first connection, as often as it must within the time.
func (p *pool) checkFailFast() error {
	limit := p.config.initializationFailTimeout
	if limit < 0 {
		return nil
	}
	for start := time.Now(); ; {
		checked := p.validChecked
		if e := p.createEntry(); e != nil {
			if p.config.minimumIdle > 0 {
				p.add(e)
				return nil
			}
			e.detached = true
			e.endOfLife.cancel()
			e.keepalive.cancel()
			e.wire.close()
			delete(p.entries, e.id)
			poolClosed(p.id, e.id, false)
			return nil
		}
		if checked != p.validChecked {
			// It could connect and not set the connection up.
			return &PoolInitializationException{p.lastFailure}
		}
		time.Sleep(time.Second)
		if elapsed(start) >= millis(limit) {
			break
		}
	}
	if limit == 0 {
		return nil
	}
	return &PoolInitializationException{p.lastFailure}
}

func (ds *DataSource) String() string { return "HikariDataSource (" + ds.pool.name() + ")" }

// GetConnection lends a connection, or fails when none is there for connectionTimeout.
func (ds *DataSource) GetConnection() (*Connection, error) {
	if ds.closed {
		return nil, &SQLException{message: "HikariDataSource " + ds.String() + " has been closed."}
	}
	return ds.pool.getConnection()
}

// EvictConnection closes a connection: at once if its user has it, else when it is idle.
func (ds *DataSource) EvictConnection(conn *Connection) {
	if ds.closed {
		return
	}
	conn.leak.cancel()
	if !conn.entry.detached {
		ds.pool.softEvict(conn.entry, reasonEvicted, !conn.closed)
	}
}

// IsClosed tells whether Close was called.
func (ds *DataSource) IsClosed() bool { return ds.closed }

// IsRunning tells whether it lends connections.
func (ds *DataSource) IsRunning() bool { return !ds.closed }

// Close ends the pool. Connections in use are taken from their users.
func (ds *DataSource) Close() {
	if ds.closed {
		return
	}
	ds.closed = true
	p := ds.pool
	p.shutDown = true
	poolShutdown(p.id)
	p.softEvictAll()
	if p.adderCh != nil {
		awaitTermination(p.adderCh, max(p.loginTimeout(), time.Second), "add connection executor")
	}
	close(p.stop)
	poolCloseBag(p.id)
	for _, id := range poolAbort(p.id) {
		e := p.entry(id)
		e.wire.close()
		p.detach(e)
	}
	p.softEvictAll()
	p.endCloser()
}

// A HikariPoolMXBean has the figures of a pool.
type HikariPoolMXBean struct {
	pool *pool
}

// GetHikariPoolMXBean is the way to the figures.
func (ds *DataSource) GetHikariPoolMXBean() *HikariPoolMXBean { return &HikariPoolMXBean{ds.pool} }

func (b *HikariPoolMXBean) figure(i int) int { return int(poolFigures(b.pool.id)[i]) }

func (b *HikariPoolMXBean) GetTotalConnections() int          { return b.figure(0) }
func (b *HikariPoolMXBean) GetActiveConnections() int         { return b.figure(1) }
func (b *HikariPoolMXBean) GetIdleConnections() int           { return b.figure(2) }
func (b *HikariPoolMXBean) GetThreadsAwaitingConnection() int { return b.figure(3) }

// SoftEvictConnections closes the idle connections, and the others when they come back.
func (b *HikariPoolMXBean) SoftEvictConnections() { b.pool.softEvictAll() }
