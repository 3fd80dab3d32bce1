package os

import (
	"io"
	"sync"
	"syscall"
)

// pipeSize is how many bytes a pipe holds before writers wait.
const pipeSize = 65536

type pipe struct {
	mu       sync.Mutex
	changed  sync.Cond
	data     []byte
	noWriter bool
	noReader bool
}

// Pipe connects two files: what is written to w is read from r.
func Pipe() (r *File, w *File, err error) {
	p := &pipe{}
	p.changed.L = &p.mu
	n := &node{name: "pipe", mode: ModeNamedPipe | 0600}
	if r, err = newFile(n, "|0", O_RDONLY); err != nil {
		return nil, nil, NewSyscallError("pipe2", err)
	}
	if w, err = newFile(n, "|1", O_WRONLY); err != nil {
		r.close()
		return nil, nil, NewSyscallError("pipe2", err)
	}
	r.pipe, w.pipe = p, p
	return r, w, nil
}

func (p *pipe) read(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.data) == 0 {
		if p.noWriter {
			return 0, io.EOF
		}
		p.changed.Wait()
	}
	n := copy(b, p.data)
	p.data = p.data[n:]
	p.changed.Broadcast()
	return n, nil
}

func (p *pipe) write(s string) (n int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for s != "" {
		if p.noReader {
			return n, syscall.EPIPE
		}
		room := min(pipeSize-len(p.data), len(s))
		if room == 0 {
			p.changed.Wait()
			continue
		}
		p.data = append(p.data, s[:room]...)
		s = s[room:]
		n += room
		p.changed.Broadcast()
	}
	return n, nil
}

func (p *pipe) close(writer bool) {
	p.mu.Lock()
	if writer {
		p.noWriter = true
	} else {
		p.noReader = true
	}
	p.mu.Unlock()
	p.changed.Broadcast()
}
