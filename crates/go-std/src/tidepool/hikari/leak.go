package hikari

import (
	"os"
	"runtime"
	"strconv"
	"strings"
)

// A leakTask reports a connection that was not returned in time. It does nothing else about it.
type leakTask struct {
	task   *task
	conn   string
	thread string
	calls  []uintptr
	leaked bool
}

// watch schedules the report for a connection that is handed out, if it is wanted.
func (p *pool) watch(e *poolEntry) *leakTask {
	if p.leakDetectionThreshold == 0 {
		return nil
	}
	t := &leakTask{conn: e.wire.name, thread: "goroutine-" + strconv.FormatInt(thread(), 10)}
	calls := make([]uintptr, 32)
	t.calls = calls[:runtime.Callers(1, calls)]
	t.task = p.schedule(millis(p.leakDetectionThreshold), t.report)
	return t
}

func (t *leakTask) report() {
	t.leaked = true
	log("WARN", "ProxyLeakTask",
		"Connection leak detection triggered for "+t.conn+" on thread "+t.thread+", stack trace follows")
	frames := runtime.CallersFrames(t.calls)
	for more := true; more; {
		var frame runtime.Frame
		frame, more = frames.Next()
		// As in Java the trace begins with the caller of the pool, and as in Go it ends with the program's own.
		if frame.Function != "" && !strings.HasPrefix(frame.Function, "tidepool/hikari.") &&
			!strings.HasPrefix(frame.Function, "runtime.") {
			os.Stderr.WriteString(frame.Function + "(...)\n\t" + frame.File + ":" + strconv.Itoa(frame.Line) + "\n")
		}
	}
}

func (t *leakTask) cancel() {
	if t == nil {
		return
	}
	t.task.cancel()
	if t.leaked {
		log("INFO", "ProxyLeakTask", "Previously reported leaked connection "+t.conn+" on thread "+t.thread+
			" was returned to the pool (unleaked)")
	}
}
