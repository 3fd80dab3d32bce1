// Package mysqlwire is the way of database drivers to the simulated MySQL server: sockets and what goes over them.
package mysqlwire

// The world's side: the file natives.rs of the crate tidepool-world has the contracts.

func ServerOpen(dsn string) (source int64, text string)
func NetSocket(source int64) (sock int64)
func NetConnect(sock int64) (code, number int, state, text string)
func NetQuery(sock int64, query string) (code, number int, state, text string, result, shape, rows int64)
func NetColumns(sock int64) (columns []string, kinds []int64, literals []string)
func NetTexts(names []string, row int64) (texts []string)
func NetRow(sock, result int64) (code int, row int64)
func NetDrain(sock, result int64) (code int)
func NetExec(sock int64, query string) (code, number int, state, text string, id, affected int64)
func NetAlive(sock int64) (alive bool)
func NetCancel(sock int64)
func NetClose(sock int64)

// How a call on the network ended.
const (
	CodeOK = iota
	CodeCancelled
	CodeError
	CodeBad
	CodeLost
	CodeRefused
	CodeEnd
)

// What stands in a column.
const (
	KindText = iota
	KindRow
	KindInt
	KindFloat
)
