package hikari

import (
	"fmt"
	"internal/mysqlwire"
	"strconv"
	"strings"
	"time"
)

const linkFailure = "Communications link failure\n\nThe last packet sent successfully to the server was 0 milliseconds ago. The driver has not received any packets from the server."

// A wire is a connection as the driver sees it.
type wire struct {
	sock   int64
	id     int64
	name   string
	shape  *mysqlwire.Shape // of the last answer
	closed bool
}

// find reads a URL of the form jdbc:mysql://host:port/database?key=value.
func find(url string) (source int64, err error) {
	rest, fits := strings.CutPrefix(url, "jdbc:mysql://")
	if !fits {
		return 0, fmt.Errorf("Failed to get driver instance for jdbcUrl=%s", url)
	}
	host, path, _ := strings.Cut(rest, "/")
	source, text := mysqlwire.ServerOpen("tcp(" + host + ")/" + path)
	if source == 0 {
		return 0, &SQLException{message: text}
	}
	return source, nil
}

// within closes the socket under the call if that takes longer; 0 is for ever.
func within(limit time.Duration, sock int64, call func()) {
	if limit == 0 {
		call()
		return
	}
	timer := time.AfterFunc(limit, func() { mysqlwire.NetCancel(sock) })
	call()
	timer.Stop()
}

// dial opens the connection with this number.
func dial(source, number int64, limit time.Duration) (*wire, *SQLException) {
	w := &wire{sock: mysqlwire.NetSocket(source), name: "com.mysql.cj.jdbc.ConnectionImpl@" + strconv.FormatInt(number, 16)}
	var err *SQLException
	within(limit, w.sock, func() {
		code, number, state, text := mysqlwire.NetConnect(w.sock)
		switch code {
		case mysqlwire.CodeOK:
			w.id = int64(number)
		case mysqlwire.CodeError:
			err = &SQLException{message: rejected(text), state: state, code: number}
			if state == "" {
				err.state = "08004"
			}
		default:
			err = &SQLException{message: linkFailure, state: "08S01"}
		}
	})
	if err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

func rejected(text string) string {
	return "Data source rejected establishment of connection,  message from server: \"" + text + "\""
}

func (w *wire) close() {
	if !w.closed {
		w.closed = true
		mysqlwire.NetClose(w.sock)
	}
}

func afterClose() *SQLException {
	return &SQLException{message: "No operations allowed after connection closed.", state: "08003"}
}

// failure is the error for a code; all but an error of the server end the connection.
func (w *wire) failure(code, number int, state, text string) *SQLException {
	if code == mysqlwire.CodeError {
		return &SQLException{message: text, state: state, code: number}
	}
	if code == mysqlwire.CodeRefused {
		return &SQLException{message: "No value specified for parameter 1", state: "07001"}
	}
	w.close()
	return &SQLException{message: linkFailure, state: "08S01"}
}

// exec is one round trip without rows.
func (w *wire) exec(query string) (affected int64, err *SQLException) {
	if w.closed {
		return 0, afterClose()
	}
	code, number, state, text, _, affected := mysqlwire.NetExec(w.sock, query)
	if code != mysqlwire.CodeOK {
		return 0, w.failure(code, number, state, text)
	}
	return affected, signal(query)
}

// signal is the error that the statement SIGNAL asks for. The simulated server knows no statements, so its driver does.
func signal(query string) *SQLException {
	rest, fits := strings.CutPrefix(query, "SIGNAL SQLSTATE '")
	if !fits {
		return nil
	}
	var state, message string
	var code int
	fmt.Sscanf(rest, "%5s' SET MYSQL_ERRNO = %d, MESSAGE_TEXT = '%s", &state, &code, &message)
	return &SQLException{message: strings.TrimSuffix(message, "'"), state: state, code: code}
}

// ping asks the server whether it is there; a connection that fails is given up.
func (w *wire) ping(limit time.Duration) bool {
	alive := false
	if !w.closed {
		within(limit, w.sock, func() {
			_, err := w.exec("PING")
			alive = err == nil
		})
	}
	if !alive {
		w.close()
	}
	return alive
}

// query sends a query and reads all its rows, as the driver does unless it is told otherwise.
func (w *wire) query(query string) (*ResultSet, *SQLException) {
	if w.closed {
		return nil, afterClose()
	}
	code, number, state, text, result, shape, here := mysqlwire.NetQuery(w.sock, query)
	if code != mysqlwire.CodeOK {
		return nil, w.failure(code, number, state, text)
	}
	if w.shape == nil || w.shape.Number != shape {
		w.shape = mysqlwire.Learn(w.sock, shape)
	}
	if w.shape == nil { // aborted just now
		return nil, w.failure(mysqlwire.CodeLost, 0, "", "")
	}
	rs := &ResultSet{shape: w.shape, at: -1}
	for row := int64(1); result == 0 && row <= here; row++ {
		rs.rows = append(rs.rows, resultRow{row, w.shape.Texts(row)})
	}
	for result != 0 {
		code, row := mysqlwire.NetRow(w.sock, result)
		switch code {
		case mysqlwire.CodeOK:
			rs.rows = append(rs.rows, resultRow{row, w.shape.Texts(row)})
		case mysqlwire.CodeEnd:
			return rs, nil
		default:
			return nil, w.failure(code, 0, "", "")
		}
	}
	return rs, nil
}
