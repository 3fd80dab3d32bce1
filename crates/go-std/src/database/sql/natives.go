package sql

// The pool's decisions. Each is one atomic step, taken while db.mu is held where the real package holds it;
// the file natives.rs of the crate tidepool-world has the contracts.

func poolOpen() (db int64)
func poolBegin(db int64, strategy int) (kind int, conn, ticket int64)
func poolDialed(db, conn int64, ok bool) (tokens int)
func poolDelivered(db, ticket, conn int64, strategy int) (kind int)
func poolCancelled(db, ticket int64) (removed bool)
func poolPut(db, conn int64, bad, reset bool) (kind int, place int64, tokens int, cleaner int64)
func poolDiscard(db, conn int64)
func poolClosed(db, conn int64) (tokens int)
func poolOpenerBegin(db int64) (conn int64)
func poolOpenerDone(db, conn int64, ok bool) (kind int, place int64, tokens int, cleaner int64)
func poolSetMaxOpen(db int64, n int) (closing []int64)
func poolSetMaxIdle(db int64, n int) (closing []int64)
func poolSetLifetime(db, nanos int64) (wake bool, cleaner int64)
func poolSetIdleTime(db, nanos int64) (wake bool, cleaner int64)
func poolClean(db int64) (stop bool, sleep int64, closing []int64)
func poolStats(db int64) (stats []int64)
func poolClose(db int64) (first bool, conns, places []int64)

// How an acquire begins.
const (
	beginClosed = iota
	beginReuse
	beginReuseReset
	beginExpired
	beginWait
	beginDial
	beginReuseAlive
)

// What a waiter got.
const (
	deliveredNothing = iota
	deliveredConn
	deliveredConnReset
	deliveredExpired
	deliveredConnAlive
)

// Where a connection went.
const (
	putNeverOut = iota
	putHanded
	putIdle
	putClose
)

// What became of the opener's dial.
const (
	openedDiscard = iota
	openedHanded
	openedIdle
	openedFailed
)

// How much a caller insists on a new connection.
const (
	cachedOrNewConn = iota
	alwaysNewConn
)
