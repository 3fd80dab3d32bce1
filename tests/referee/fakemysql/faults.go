package mysql

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// errInvalidConn is what the real driver says when the connection is lost under a statement.
var errInvalidConn = errors.New("invalid connection")

// began is when the program began; times of faults count from it.
var began = time.Now()

// A fault is something that happens to the server or the network at a given time.
//
//	restart   connections are reset; until it is up again, dials are refused
//	drop      connections are reset
//	forget    what is sent on connections of that time is lost, and so is the answer
//	stall     nothing travels; what was sent arrives when it is over
//	slowdial  dials take another time
//	slowquery statements take another time
type fault struct {
	kind  string
	start time.Duration
	end   time.Duration
	time  time.Duration
}

// parseFaults reads restart@2s+500ms,drop@3s,slowdial@5s+2s*200ms: kind@start+length*time.
func parseFaults(text string) (faults []fault, err error) {
	if text == "" {
		return nil, nil
	}
	for _, one := range strings.Split(text, ",") {
		kind, rest, _ := strings.Cut(one, "@")
		rest, took, slow := strings.Cut(rest, "*")
		start, length, long := strings.Cut(rest, "+")
		known := map[string]bool{"restart": long && !slow, "drop": !long && !slow, "forget": !long && !slow, "stall": long && !slow, "slowdial": slow, "slowquery": slow}
		if !known[kind] {
			return nil, fmt.Errorf("%q is no fault", one)
		}
		f := fault{kind: kind}
		for _, part := range []struct {
			text string
			to   *time.Duration
		}{{start, &f.start}, {cmp.Or(length, "0s"), &f.end}, {cmp.Or(took, "0s"), &f.time}} {
			if *part.to, err = duration(part.text); err != nil {
				return nil, err
			}
		}
		f.end += f.start
		faults = append(faults, f)
	}
	slices.SortStableFunc(faults, func(a, b fault) int { return cmp.Compare(a.start, b.start) })
	return faults, nil
}

// during is the fault of a kind that is on at the time.
func (s *settings) during(kind string, at time.Duration) *fault {
	for i := range s.faults {
		if f := &s.faults[i]; f.kind == kind && f.start <= at && at < f.end {
			return f
		}
	}
	return nil
}

// arrival is when what would travel at the time does: a stall holds it back.
func (s *settings) arrival(at time.Duration) time.Duration {
	if f := s.during("stall", at); f != nil {
		return f.end
	}
	return at
}

// reset is when a connection that lives at the time is reset next, if it is.
func (s *settings) reset(at time.Duration) (time.Duration, bool) {
	return s.next(at, "restart", "drop")
}

// forgotten says that something between has forgotten a connection that was dialed at one time before another.
func (s *settings) forgotten(dialed, before time.Duration) bool {
	at, ever := s.next(dialed, "forget")
	return ever && at <= before
}

// next is when the next fault of these kinds begins.
func (s *settings) next(after time.Duration, kinds ...string) (time.Duration, bool) {
	for _, f := range s.faults {
		if f.start > after && slices.Contains(kinds, f.kind) {
			return f.start, true
		}
	}
	return 0, false
}

// travel is one exchange that takes d without faults, on a connection that was dialed at a time. It fails if the connection
// is reset before the answer is there. On a forgotten one there is no answer.
func (s *settings) travel(ctx context.Context, dialed, d time.Duration) error {
	now := time.Since(began)
	sent := s.arrival(now)
	if slow := s.during("slowquery", sent); slow != nil {
		d = slow.time
	}
	answered := s.arrival(sent + d)
	if s.forgotten(dialed, answered) {
		<-ctx.Done()
		return ctx.Err()
	}
	if at, ever := s.reset(now); ever && at < answered {
		if err := sleep(ctx, at-now); err != nil {
			return err
		}
		return errInvalidConn
	}
	return sleep(ctx, answered-now)
}

// dialing is one dial that takes d without faults.
func (s *settings) dialing(ctx context.Context, d time.Duration) error {
	now := time.Since(began)
	sent := s.arrival(now)
	if slow := s.during("slowdial", sent); slow != nil {
		d = slow.time
	}
	refused := errors.New("dial tcp db:3306: connect: connection refused")
	if s.during("restart", sent) != nil {
		// A dial is three round trips, and a refusal is the answer to the first.
		return cmp.Or(sleep(ctx, sent+d/3-now), refused)
	}
	if err := sleep(ctx, s.arrival(sent+d)-now); err != nil {
		return err
	}
	if s.during("restart", time.Since(began)) != nil {
		return refused
	}
	return nil
}
