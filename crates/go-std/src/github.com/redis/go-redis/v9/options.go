package redis

import (
	"runtime"
	"time"
)

// Options say how a client behaves; what is left out is as usual.
type Options struct {
	// Addr is host and port; usually localhost:6379.
	Addr string
	// ClientName, Protocol, Username, Password and DB make no difference here.
	ClientName string
	Protocol   int
	Username   string
	Password   string
	DB         int

	// MaxRetries is how often a command is tried again that has not reached Redis, or whose answer has not come: usually
	// 3 times, -1 for never. What has not been answered may have been done all the same.
	MaxRetries int
	// The pause before a further try is random: at least MinRetryBackoff (10 ms), at most MaxRetryBackoff (1 s).
	MinRetryBackoff, MaxRetryBackoff time.Duration

	// DialTimeout is how long one dial may take, 5 s; DialerRetries how many dials are tried (5), DialerRetryTimeout the
	// pause between them (100 ms).
	DialTimeout        time.Duration
	DialerRetries      int
	DialerRetryTimeout time.Duration
	// ReadTimeout is how long an answer may take, 5 s; -1 for ever. WriteTimeout never passes, as commands are short.
	ReadTimeout, WriteTimeout time.Duration
	// ContextTimeoutEnabled makes the deadline of a context hold for reading, too. Usually it only ends the wait for a
	// connection.
	ContextTimeoutEnabled bool

	// PoolSize is how many connections there may be: 10 for each processor. PoolTimeout is how long one waits for one:
	// a second more than ReadTimeout.
	PoolSize    int
	PoolTimeout time.Duration
	// PoolFIFO lends the connection that has been idle longest, not the one used last.
	PoolFIFO bool
	// MaxIdleConns is how many are kept idle: all if it is 0.
	MaxIdleConns int
	// A connection is not used again after so long without use (30 minutes), or so long in all (usually never).
	ConnMaxIdleTime, ConnMaxLifetime time.Duration
}

// fill puts what is usual in place of what is left out.
func (opt *Options) fill() {
	if opt.Addr == "" {
		opt.Addr = "localhost:6379"
	}
	usual(&opt.DialTimeout, 5*time.Second)
	usual(&opt.DialerRetries, 5)
	usual(&opt.DialerRetryTimeout, 100*time.Millisecond)
	usual(&opt.PoolSize, 10*runtime.GOMAXPROCS(0))
	usual(&opt.ReadTimeout, 5*time.Second)
	opt.ReadTimeout = max(opt.ReadTimeout, 0)
	usual(&opt.WriteTimeout, opt.ReadTimeout)
	opt.WriteTimeout = max(opt.WriteTimeout, 0)
	if opt.ReadTimeout > 0 {
		usual(&opt.PoolTimeout, opt.ReadTimeout+time.Second)
	}
	usual(&opt.PoolTimeout, 30*time.Second)
	usual(&opt.ConnMaxIdleTime, 30*time.Minute)
	usual(&opt.MaxRetries, 3)
	opt.MaxRetries = max(opt.MaxRetries, 0)
	usual(&opt.MinRetryBackoff, 10*time.Millisecond)
	opt.MinRetryBackoff = max(opt.MinRetryBackoff, 0)
	usual(&opt.MaxRetryBackoff, time.Second)
	opt.MaxRetryBackoff = max(opt.MaxRetryBackoff, 0)
}

func usual[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
