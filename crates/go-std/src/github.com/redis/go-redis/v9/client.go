// Package redis is a client for the simulated Redis server: one client with its pool and its retries, and scripts. Left out
// are pipelines, transactions, publishing, clusters, and what the real one logs of dials that fail.
package redis

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"time"
)

// A Client sends commands over a pool of connections. Many goroutines can use it at once.
type Client struct {
	commands
	opt  *Options
	pool *pool
}

// NewClient returns a client. It dials when it needs to.
func NewClient(opt *Options) *Client {
	own := *opt
	own.fill()
	c := &Client{opt: &own, pool: newPool(&own)}
	c.commands.process = c.Process
	return c
}

// Options returns how the client behaves.
func (c *Client) Options() *Options { return c.opt }

// Close closes the client and its idle connections.
func (c *Client) Close() error { return c.pool.close() }

// PoolStats returns what the pool has counted.
func (c *Client) PoolStats() *PoolStats {
	c.pool.mu.Lock()
	defer c.pool.mu.Unlock()
	stats := c.pool.stats
	stats.TotalConns, stats.IdleConns = uint32(c.pool.total), uint32(len(c.pool.idle))
	return &stats
}

func (c *Client) String() string { return fmt.Sprintf("Redis<%s db:%d>", c.opt.Addr, c.opt.DB) }

// Process sends a command and waits for its answer, trying again if that may help.
func (c *Client) Process(ctx context.Context, cmd Cmder) error {
	var err error
	for attempt := 0; attempt <= c.opt.MaxRetries; attempt++ {
		if attempt > 0 {
			if ended := sleep(ctx, c.backoff(attempt)); ended != nil {
				err = ended
				break
			}
		}
		var value any
		if value, err = c.try(ctx, cmd); err == nil {
			cmd.take(value)
			return cmd.Err()
		}
		if !retries(err) {
			break
		}
	}
	cmd.SetErr(err)
	return err
}

func (c *Client) try(ctx context.Context, cmd Cmder) (any, error) {
	cn, err := c.pool.get(ctx)
	if err != nil {
		return nil, err
	}
	most := c.opt.ReadTimeout
	if deadline, ok := ctx.Deadline(); ok && c.opt.ContextTimeoutEnabled {
		if left := max(time.Until(deadline), 1); most == 0 || left < most {
			most = left
		}
	}
	words, err := cmd.words()
	if err != nil {
		c.pool.remove(cn)
		return nil, err
	}
	value, err := cn.send(words, most)
	if isAnswer(err) {
		c.pool.put(cn)
	} else {
		c.pool.remove(cn)
	}
	return value, err
}

func (c *Client) backoff(attempt int) time.Duration {
	least, most := c.opt.MinRetryBackoff, c.opt.MaxRetryBackoff
	if least == 0 {
		return 0
	}
	wide := least << uint(attempt)
	if wide < least {
		return most
	}
	return min(least+time.Duration(rand.Int63n(int64(wide))), most)
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// isAnswer reports whether the connection is whole: Redis has answered, if with an error.
func isAnswer(err error) bool {
	var answer Error
	return err == nil || errors.As(err, &answer)
}

// retries reports whether it may help to try again. A timeout may, though the command may have been done.
func retries(err error) bool {
	var network *netError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, ErrPoolTimeout), errors.As(err, &network):
		return true
	}
	return false
}
