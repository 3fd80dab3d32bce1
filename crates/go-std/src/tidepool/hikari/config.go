// Package hikari is a twin of the connection pool HikariCP 6.0.0 over the simulated MySQL server: a goroutine stands for
// a thread, and names are those of Java.
//
// Control flow is that of the original: threads of the pool are goroutines and timers, waiting is a poll of a queue.
// What the original decides by compare-and-set is decided by the simulator's pool.
package hikari

import (
	"math"
	"strconv"
	"time"
)

// A Config has HikariConfig's settings; times are kept in whole milliseconds.
type Config struct {
	poolName string
	jdbcURL  string

	maximumPoolSize, minimumIdle                      int64
	connectionTimeout, validationTimeout, idleTimeout int64
	maxLifetime, keepaliveTime                        int64
	leakDetectionThreshold                            int64
	initializationFailTimeout                         int64
	aliveBypassWindow, housekeepingPeriod             int64
	autoCommit                                        bool
}

// NewConfig has the defaults.
func NewConfig() *Config {
	return &Config{
		maximumPoolSize:           -1,
		minimumIdle:               -1,
		connectionTimeout:         30_000,
		validationTimeout:         5_000,
		idleTimeout:               600_000,
		maxLifetime:               1_800_000,
		initializationFailTimeout: 1,
		aliveBypassWindow:         500,
		housekeepingPeriod:        30_000,
		autoCommit:                true,
	}
}

const timeoutFloor = 250

func (c *Config) SetPoolName(name string) { c.poolName = name }
func (c *Config) SetJdbcURL(url string)   { c.jdbcURL = url }
func (c *Config) SetAutoCommit(auto bool) { c.autoCommit = auto }

func (c *Config) SetMaximumPoolSize(n int) {
	require(n >= 1, "maxPoolSize cannot be less than 1")
	c.maximumPoolSize = int64(n)
}

func (c *Config) SetMinimumIdle(n int) {
	require(n >= 0, "minimumIdle cannot be negative")
	c.minimumIdle = int64(n)
}

func (c *Config) SetConnectionTimeout(d time.Duration) {
	ms := d.Milliseconds()
	if ms == 0 {
		c.connectionTimeout = math.MaxInt32
		return
	}
	require(ms >= timeoutFloor, "connectionTimeout cannot be less than 250ms")
	c.connectionTimeout = ms
}

func (c *Config) SetValidationTimeout(d time.Duration) {
	require(d.Milliseconds() >= timeoutFloor, "validationTimeout cannot be less than 250ms")
	c.validationTimeout = d.Milliseconds()
}

func (c *Config) SetIdleTimeout(d time.Duration) {
	require(d >= 0, "idleTimeout cannot be negative")
	c.idleTimeout = d.Milliseconds()
}

func (c *Config) SetMaxLifetime(d time.Duration)   { c.maxLifetime = d.Milliseconds() }
func (c *Config) SetKeepaliveTime(d time.Duration) { c.keepaliveTime = d.Milliseconds() }

func (c *Config) SetLeakDetectionThreshold(d time.Duration) {
	c.leakDetectionThreshold = d.Milliseconds()
}

func (c *Config) SetInitializationFailTimeout(d time.Duration) {
	c.initializationFailTimeout = d.Milliseconds()
}

// SetAliveBypassWindow stands for the system property com.zaxxer.hikari.aliveBypassWindowMs.
func (c *Config) SetAliveBypassWindow(d time.Duration) { c.aliveBypassWindow = d.Milliseconds() }

// SetHousekeepingPeriod stands for the system property com.zaxxer.hikari.housekeeping.periodMs.
func (c *Config) SetHousekeepingPeriod(d time.Duration) { c.housekeepingPeriod = d.Milliseconds() }

var poolNumber int

// open makes a pool with these settings, once they fit each other.
func (c *Config) open() (pool int64) {
	if c.poolName == "" {
		poolNumber++
		c.poolName = "HikariPool-" + strconv.Itoa(poolNumber)
	}
	all := []*int64{
		&c.maximumPoolSize, &c.minimumIdle, &c.connectionTimeout, &c.validationTimeout, &c.idleTimeout,
		&c.maxLifetime, &c.keepaliveTime, &c.leakDetectionThreshold, &c.aliveBypassWindow, &c.housekeepingPeriod,
	}
	settings := make([]int64, len(all))
	for i, setting := range all {
		settings[i] = *setting
	}
	pool, valid, warnings := poolOpen(c.poolName, settings)
	for _, warning := range warnings {
		log("WARN", "HikariConfig", c.poolName+" - "+warning)
	}
	for i, setting := range all {
		*setting = valid[i]
	}
	return pool
}

func millis(ms int64) time.Duration { return time.Duration(ms) * time.Millisecond }
