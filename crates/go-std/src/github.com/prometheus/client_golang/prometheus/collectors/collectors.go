// Package collectors has collectors of what the runtime, the process and database/sql know.
package collectors

import (
	"database/sql"

	"github.com/prometheus/client_golang/prometheus"
)

// ProcessCollectorOpts are a prefix for all names, and whether errors are sent as metrics.
type ProcessCollectorOpts = prometheus.ProcessCollectorOpts

// NewProcessCollector returns the collector of what the system knows of the process.
func NewProcessCollector(opts ProcessCollectorOpts) prometheus.Collector {
	return prometheus.NewProcessCollector(opts)
}

// NewGoCollector returns the collector of what the runtime measures.
func NewGoCollector() prometheus.Collector { return prometheus.NewGoCollector() }

// figure is a figure of a pool.
type figure struct {
	desc *prometheus.Desc
	kind prometheus.ValueType
	of   func(s *sql.DBStats) float64
}

type dbStatsCollector struct {
	db      *sql.DB
	figures []figure
}

// NewDBStatsCollector returns the collector of db.Stats(), with the label db_name.
func NewDBStatsCollector(db *sql.DB, dbName string) prometheus.Collector {
	named := func(name, help string, kind prometheus.ValueType, of func(s *sql.DBStats) float64) figure {
		desc := prometheus.NewDesc("go_sql_"+name, help, nil, prometheus.Labels{"db_name": dbName})
		return figure{desc, kind, of}
	}
	const gauge, counter = prometheus.GaugeValue, prometheus.CounterValue
	return &dbStatsCollector{db, []figure{
		named("max_open_connections", "Maximum number of open connections to the database.", gauge, func(s *sql.DBStats) float64 { return float64(s.MaxOpenConnections) }),
		named("open_connections", "The number of established connections both in use and idle.", gauge, func(s *sql.DBStats) float64 { return float64(s.OpenConnections) }),
		named("in_use_connections", "The number of connections currently in use.", gauge, func(s *sql.DBStats) float64 { return float64(s.InUse) }),
		named("idle_connections", "The number of idle connections.", gauge, func(s *sql.DBStats) float64 { return float64(s.Idle) }),
		named("wait_count_total", "The total number of connections waited for.", counter, func(s *sql.DBStats) float64 { return float64(s.WaitCount) }),
		named("wait_duration_seconds_total", "The total time blocked waiting for a new connection.", counter, func(s *sql.DBStats) float64 { return s.WaitDuration.Seconds() }),
		named("max_idle_closed_total", "The total number of connections closed due to SetMaxIdleConns.", counter, func(s *sql.DBStats) float64 { return float64(s.MaxIdleClosed) }),
		named("max_lifetime_closed_total", "The total number of connections closed due to SetConnMaxLifetime.", counter, func(s *sql.DBStats) float64 { return float64(s.MaxLifetimeClosed) }),
		named("max_idle_time_closed_total", "The total number of connections closed due to SetConnMaxIdleTime.", counter, func(s *sql.DBStats) float64 { return float64(s.MaxIdleTimeClosed) }),
	}}
}

func (c *dbStatsCollector) Describe(ch chan<- *prometheus.Desc) {
	for _, f := range c.figures {
		ch <- f.desc
	}
}

func (c *dbStatsCollector) Collect(ch chan<- prometheus.Metric) {
	stats := c.db.Stats()
	for _, f := range c.figures {
		ch <- prometheus.MustNewConstMetric(f.desc, f.kind, f.of(&stats))
	}
}
