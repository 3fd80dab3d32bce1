package hikari

import "time"

const timeoutFloor = 250

// set changes a setting. A pool at work hears of it.
func (c *Config) set(setting *int64, value int64) {
	*setting = value
	if c.pool != 0 {
		poolConfigure(c.pool, c.values())
	}
}

func (c *Config) SetPoolName(name string) { c.poolName = name }
func (c *Config) SetJdbcURL(url string)   { c.jdbcURL = url }
func (c *Config) SetAutoCommit(auto bool) { c.autoCommit = auto }

func (c *Config) SetMaximumPoolSize(n int) {
	require(n >= 1, "maxPoolSize cannot be less than 1")
	c.set(&c.maximumPoolSize, int64(n))
}

func (c *Config) SetMinimumIdle(n int) {
	require(n >= 0, "minimumIdle cannot be negative")
	c.set(&c.minimumIdle, int64(n))
}

func (c *Config) SetConnectionTimeout(d time.Duration) {
	ms := d.Milliseconds()
	if ms == 0 {
		ms = unlimited
	}
	require(ms >= timeoutFloor, "connectionTimeout cannot be less than 250ms")
	c.set(&c.connectionTimeout, ms)
}

func (c *Config) SetValidationTimeout(d time.Duration) {
	require(d.Milliseconds() >= timeoutFloor, "validationTimeout cannot be less than 250ms")
	c.set(&c.validationTimeout, d.Milliseconds())
}

func (c *Config) SetIdleTimeout(d time.Duration) {
	require(d >= 0, "idleTimeout cannot be negative")
	c.set(&c.idleTimeout, d.Milliseconds())
}

func (c *Config) SetMaxLifetime(d time.Duration)   { c.set(&c.maxLifetime, d.Milliseconds()) }
func (c *Config) SetKeepaliveTime(d time.Duration) { c.set(&c.keepaliveTime, d.Milliseconds()) }

func (c *Config) SetLeakDetectionThreshold(d time.Duration) {
	c.set(&c.leakDetectionThreshold, d.Milliseconds())
}

func (c *Config) SetInitializationFailTimeout(d time.Duration) {
	c.initializationFailTimeout = d.Milliseconds()
}

// SetAliveBypassWindow stands for the system property com.zaxxer.hikari.aliveBypassWindowMs.
func (c *Config) SetAliveBypassWindow(d time.Duration) { c.aliveBypassWindow = d.Milliseconds() }

// SetHousekeepingPeriod stands for the system property com.zaxxer.hikari.housekeeping.periodMs.
func (c *Config) SetHousekeepingPeriod(d time.Duration) { c.housekeepingPeriod = d.Milliseconds() }

func (c *Config) GetPoolName() string                 { return c.poolName }
func (c *Config) GetJdbcURL() string                  { return c.jdbcURL }
func (c *Config) IsAutoCommit() bool                  { return c.autoCommit }
func (c *Config) GetMaximumPoolSize() int             { return int(c.maximumPoolSize) }
func (c *Config) GetMinimumIdle() int                 { return int(c.minimumIdle) }
func (c *Config) GetConnectionTimeout() time.Duration { return millis(c.connectionTimeout) }
func (c *Config) GetValidationTimeout() time.Duration { return millis(c.validationTimeout) }
func (c *Config) GetIdleTimeout() time.Duration       { return millis(c.idleTimeout) }
func (c *Config) GetMaxLifetime() time.Duration       { return millis(c.maxLifetime) }
func (c *Config) GetKeepaliveTime() time.Duration     { return millis(c.keepaliveTime) }

func (c *Config) GetLeakDetectionThreshold() time.Duration {
	return millis(c.leakDetectionThreshold)
}

func (c *Config) GetInitializationFailTimeout() time.Duration {
	return millis(c.initializationFailTimeout)
}
