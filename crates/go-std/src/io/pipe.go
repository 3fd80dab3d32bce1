package io

import "sync"

// pipe hands the bytes of each write to readers directly.
type pipe struct {
	wrMu sync.Mutex
	wrCh chan []byte
	rdCh chan int

	once       sync.Once
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
	p.once.Do(func() { close(p.done) })
}

func (p *pipe) get(err *error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return *err
}

func (p *pipe) read(b []byte) (n int, err error) {
	select {
	case <-p.done:
		return 0, p.readErr()
	default:
	}
	select {
	case bw := <-p.wrCh:
		n = copy(b, bw)
		p.rdCh <- n
		return n, nil
	case <-p.done:
		return 0, p.readErr()
	}
}

func (p *pipe) write(b []byte) (n int, err error) {
	select {
	case <-p.done:
		return 0, p.writeErr()
	default:
		p.wrMu.Lock()
		defer p.wrMu.Unlock()
	}
	for once := true; once || len(b) > 0; once = false {
		select {
		case p.wrCh <- b:
			m := <-p.rdCh
			b = b[m:]
			n += m
		case <-p.done:
			return n, p.writeErr()
		}
	}
	return n, nil
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
	pw := &PipeWriter{PipeReader{pipe{wrCh: make(chan []byte), rdCh: make(chan int), done: make(chan struct{})}}}
	return &pw.r, pw
}
