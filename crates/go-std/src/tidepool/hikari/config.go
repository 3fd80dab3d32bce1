// Package hikari is a twin of the connection pool HikariCP 6.0.0 over the simulated MySQL server: a goroutine stands for
// a thread, and names are those of Java.
//
// Control flow is that of the original: threads of the pool are goroutines and timers, waiting is a poll of a queue.
// What the original decides by compare-and-set is decided by the simulator's pool.
package hikari

import (
	"math"
	"strconv"
	"sync/atomic"
	"time"
)

// A Config has HikariConfig's settings; times are kept in whole milliseconds.
type Config struct {
	poolName string
	jdbcURL  string
	pool     int64 // that of a data source, which follows changes at run time

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

// settings are in the order of the pool.
func (c *Config) settings() []*int64 {
	return []*int64{
		&c.maximumPoolSize, &c.minimumIdle, &c.connectionTimeout, &c.validationTimeout, &c.idleTimeout,
		&c.maxLifetime, &c.keepaliveTime, &c.leakDetectionThreshold, &c.aliveBypassWindow, &c.housekeepingPeriod,
	}
}

func (c *Config) values() []int64 {
	settings := c.settings()
	values := make([]int64, len(settings))
	for i, setting := range settings {
		values[i] = *setting
	}
	return values
}

var poolNumber atomic.Int64

// Validate makes the settings fit each other; making a data source does it, too.
func (c *Config) Validate() {
	if c.poolName == "" {
		c.poolName = "HikariPool-" + strconv.FormatInt(poolNumber.Add(1), 10)
	}
	if c.jdbcURL == "" {
		const missing = "dataSource or dataSourceClassName or jdbcUrl is required."
		log("ERROR", "HikariConfig", c.poolName+" - "+missing)
		panic(&IllegalArgumentException{missing})
	}
	valid, warnings := poolValidate(c.values())
	for _, warning := range warnings {
		log("WARN", "HikariConfig", c.poolName+" - "+warning)
	}
	for i, setting := range c.settings() {
		*setting = valid[i]
	}
}

const unlimited = math.MaxInt32

func millis(ms int64) time.Duration { return time.Duration(ms) * time.Millisecond }
