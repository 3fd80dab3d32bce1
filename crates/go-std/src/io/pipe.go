package io

import "sync"

// pipe hands the bytes of each write to readers directly.
type pipe struct {
	writing sync.Mutex  // one write at a time
	data    chan []byte // what is offered to readers
	taken   chan int    // how much of it a reader took

	ending     sync.Once
	done       chan struct{}
	mu         sync.Mutex
	rerr, werr error
}

func (p *pipe) fail(err *error, to error) {
	p.mu.Lock()
	if *err == nil {
		*err = to
	}
	p.mu.Unlock()
	p.ending.Do(func() { close(p.done) })
}

func (p *pipe) get(err *error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return *err
}

// ended is asked before waiting: a select with both would choose at random.
func (p *pipe) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

func (p *pipe) read(b []byte) (int, error) {
	if p.ended() {
		return 0, p.readErr()
	}
	select {
	case offered := <-p.data:
		n := copy(b, offered)
		p.taken <- n
		return n, nil
	case <-p.done:
		return 0, p.readErr()
	}
}

// write offers b until all of it is taken, at least once.
func (p *pipe) write(b []byte) (n int, err error) {
	if p.ended() {
		return 0, p.writeErr()
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	for {
		select {
		case p.data <- b[n:]:
			n += <-p.taken
		case <-p.done:
			return n, p.writeErr()
		}
		if n == len(b) {
			return n, nil
		}
	}
}

func (p *pipe) readErr() error {
	if werr := p.get(&p.werr); p.get(&p.rerr) == nil && werr != nil {
		return werr
	}
	return ErrClosedPipe
}

func (p *pipe) writeErr() error {
	if rerr := p.get(&p.rerr); p.get(&p.werr) == nil && rerr != nil {
		return rerr
	}
	return ErrClosedPipe
}

// A PipeReader is the reading end of a pipe.
type PipeReader struct{ pipe }

func (r *PipeReader) Read(data []byte) (n int, err error) { return r.read(data) }
func (r *PipeReader) Close() error                        { return r.CloseWithError(nil) }

func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	r.fail(&r.rerr, err)
	return nil
}

// A PipeWriter is the writing end of a pipe.
type PipeWriter struct{ r PipeReader }

func (w *PipeWriter) Write(data []byte) (n int, err error) { return w.r.write(data) }
func (w *PipeWriter) Close() error                         { return w.CloseWithError(nil) }

func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	w.r.fail(&w.r.werr, err)
	return nil
}

// Pipe connects a reader with a writer, without a buffer between them.
func Pipe() (*PipeReader, *PipeWriter) {
	pw := &PipeWriter{PipeReader{pipe{data: make(chan []byte), taken: make(chan int), done: make(chan struct{})}}}
	return &pw.r, pw
}
