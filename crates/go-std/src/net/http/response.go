package http

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// A response is the answer to a request.
type response struct {
	conn      *conn
	req       *Request
	reqBody   *requestBody // nil without a body
	cancelCtx context.CancelFunc
	header    Header
	status    int
	written   int64
	limited   bool // There is a deadline.
	deadline  time.Time
}

func (w *response) Header() Header {
	if w.header == nil {
		w.header = make(Header)
	}
	return w.header
}

func checkCode(code int) {
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
}

func (w *response) WriteHeader(code int) {
	if w.status != 0 {
		w.conn.server.logf("http: superfluous response.WriteHeader call")
		return
	}
	checkCode(code)
	if code >= 100 && code <= 199 && code != StatusSwitchingProtocols {
		return
	}
	w.status = code
}

// ErrBodyNotAllowed is returned by writes to an answer that has no body.
var ErrBodyNotAllowed = errors.New("http: request method or response status code does not allow body")

func (w *response) Write(data []byte) (int, error) {
	return w.send(len(data))
}

func (w *response) WriteString(data string) (int, error) { return w.send(len(data)) }

// send sends n bytes. Go writes them through buffers that it keeps for the next answer, so
// that an answer takes no memory however long it is, and no client of ours reads it.
func (w *response) send(n int) (int, error) {
	if w.status == 0 {
		w.status = StatusOK
	}
	if n == 0 {
		return 0, nil
	}
	if w.status == StatusNoContent || w.status == StatusNotModified {
		return 0, ErrBodyNotAllowed
	}
	if w.req.Method != "HEAD" {
		w.written += int64(n)
	}
	return n, nil
}

func (w *response) Flush() {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
}

// finishRequest sends the answer and reports whether the connection serves another request.
func (w *response) finishRequest() bool {
	if w.status == 0 {
		w.status = StatusOK
	}
	c := w.conn
	srv := c.server
	keep := !srv.inShutdown && !srv.disableKeepAlives && (w.header == nil || !w.wantsClose())
	ok, ended := false, false
	late := w.limited && time.Now().After(w.deadline)
	if !late {
		ok, ended = netRespond(c.id, w.status, w.written, keep)
	}
	if ended {
		c.inRead = false
	} else {
		c.abortPendingRead(late)
	}
	if w.reqBody != nil {
		w.reqBody.closed = true
	}
	return ok && keep
}

func (w *response) wantsClose() bool { return strings.EqualFold(w.header.Get("Connection"), "close") }
