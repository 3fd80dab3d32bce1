package http

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
)

// answerReader has the handler answer a client that reads.
func (c *conn) answerReader(w *response) {
	c.answer = &readAnswer{response: w, flushed: -1}
	if handler := c.server.Handler; handler != nil {
		handler.ServeHTTP(c.answer, w.req)
	} else {
		DefaultServeMux.ServeHTTP(c.answer, w.req)
	}
	w.cancelCtx()
	if !c.answer.end() {
		panic(ErrAbortHandler) // All that can be done is to close the connection.
	}
}

// A readAnswer is an answer to a client that reads. Its body is kept until it is sent, as a whole, when the handler has
// ended. What a handler has flushed before it panics is sent then, too. Left out: trailers, and that what is flushed goes
// at once.
type readAnswer struct {
	*response
	sent    Header // The header as it was when it was sent, nil before: what the handler adds then comes too late.
	length  int64  // What it tells, -1 if it does not.
	body    []byte
	wrote   int64 // What the handler wanted to write.
	flushed int   // How much of the body went with the header before the end, -1 if nothing did.
}

func (w *readAnswer) WriteHeader(code int) {
	before := w.status
	w.response.WriteHeader(code)
	if before != 0 || w.status == 0 {
		return
	}
	if w.sent = w.header.Clone(); w.sent == nil {
		w.sent = make(Header)
	}
	w.length = -1
	if text := w.sent.Get("Content-Length"); text != "" {
		if length, err := strconv.ParseInt(text, 10, 64); err == nil && length >= 0 {
			w.length = length
		} else {
			w.conn.server.logf("http: invalid Content-Length of %q", text)
			w.header.Del("Content-Length")
		}
	}
}

func (w *readAnswer) Write(data []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	n, err := w.send(len(data))
	w.wrote += int64(n)
	if w.length >= 0 && w.wrote > w.length {
		return 0, errors.New("http: wrote more than the declared Content-Length")
	}
	w.body = append(w.body, data[:n]...)
	return n, err
}

func (w *readAnswer) WriteString(data string) (int, error) { return w.Write([]byte(data)) }

func (w *readAnswer) Flush() {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if w.flushed < 0 {
		w.complete(false)
	}
	w.flushed = len(w.body)
}

// end completes and sends the answer when the handler has ended. False: it is shorter than its header says, and not sent.
func (w *readAnswer) end() bool {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if w.flushed < 0 {
		w.complete(true)
	}
	w.flushed = len(w.body)
	if w.length >= 0 && w.wrote != w.length && w.req.Method != "HEAD" && w.hasBody() {
		return false
	}
	w.sendFlushed()
	return true
}

// sendFlushed sends what was flushed, before finishRequest ends the answer, or the connection is closed.
func (w *readAnswer) sendFlushed() {
	if w.limited && time.Now().After(w.deadline) {
		return
	}
	w.header = w.sent
	names := make([]string, 0, len(w.sent))
	for name := range w.sent {
		names = append(names, name)
	}
	slices.Sort(names)
	header := make([]string, 0, 2*len(names))
	for _, name := range names {
		for _, value := range w.sent[name] {
			header = append(header, name, value)
		}
	}
	body := w.body[:w.flushed]
	if w.req.Method == "HEAD" {
		body = nil
	}
	netSendBody(w.conn.id, w.status, header, body)
}

func (w *readAnswer) hasBody() bool {
	return w.status != StatusNoContent && w.status != StatusNotModified
}

// bufferBeforeChunking is how long an answer may be for the server to tell its length.
const bufferBeforeChunking = 2048

// TimeFormat is how HTTP writes times, which are in UTC.
const TimeFormat = "Mon, 02 Jan 2006 15:04:05 GMT"

// complete adds what the handler has not said when the header goes. ended: so has the handler, and the length is known.
func (w *readAnswer) complete(ended bool) {
	h := w.sent
	if _, has := h["Date"]; !has {
		h["Date"] = []string{time.Now().UTC().Format(TimeFormat)}
	}
	if strings.EqualFold(w.req.Header.Get("Connection"), "close") {
		h["Connection"] = []string{"close"}
	}
	if !w.hasBody() {
		delete(h, "Content-Length")
		if w.status == StatusNotModified {
			delete(h, "Content-Type")
		}
		return
	}
	if _, has := h["Content-Type"]; !has && len(w.body) > 0 {
		h["Content-Type"] = []string{DetectContentType(w.body)}
	}
	if _, has := h["Content-Length"]; has {
		if w.length < 0 {
			delete(h, "Content-Length")
		}
		return
	}
	if ended && len(w.body) <= bufferBeforeChunking && (len(w.body) > 0 || w.req.Method != "HEAD") {
		h["Content-Length"] = []string{strconv.Itoa(len(w.body))}
	}
}
