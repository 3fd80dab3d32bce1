// What the default registry has from the start, as far as both sides have it, and the figures of a pool.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

type sheet struct {
	header http.Header
	text   string
}

func (s *sheet) Header() http.Header    { return s.header }
func (s *sheet) WriteHeader(status int) {}
func (s *sheet) Write(p []byte) (int, error) {
	s.text += string(p)
	return len(p), nil
}

func page(query string) string {
	s := &sheet{header: http.Header{}}
	promhttp.Handler().ServeHTTP(s, &http.Request{Method: "GET", URL: &url.URL{Path: "/metrics", RawQuery: query}, Header: http.Header{}})
	return s.text
}

var shown = []string{
	"go_gc_duration_seconds", "go_gc_gogc_percent", "go_gc_gomemlimit_bytes", "go_goroutines", "go_info",
	"go_memstats_alloc_bytes", "go_memstats_alloc_bytes_total", "go_memstats_frees_total", "go_memstats_heap_alloc_bytes",
	"go_memstats_heap_objects", "go_memstats_last_gc_time_seconds", "go_memstats_mallocs_total",
	"go_memstats_next_gc_bytes", "go_memstats_stack_inuse_bytes", "go_memstats_sys_bytes", "go_sched_gomaxprocs_threads",
	"process_cpu_seconds_total", "process_max_fds", "process_start_time_seconds",
}

func main() {
	for _, line := range strings.SplitAfter(page("name[]="+strings.Join(shown, "&name[]=")), "\n") {
		name, _, _ := strings.Cut(line, " ")
		fixed := name == "go_gc_gogc_percent" || name == "go_gc_gomemlimit_bytes"
		if strings.HasPrefix(line, "#") || fixed {
			fmt.Print(line)
		}
	}
	promauto.NewCounter(prometheus.CounterOpts{Name: "orders_total", Help: "Orders."}).Add(2)
	shop, spare := sql.OpenDB(connector{}), sql.OpenDB(connector{})
	shop.SetMaxOpenConns(7)
	prometheus.MustRegister(collectors.NewDBStatsCollector(shop, "shop"), collectors.NewDBStatsCollector(spare, "spare"))
	one, err := shop.Conn(context.Background())
	fmt.Println(err)
	two, _ := shop.Conn(context.Background())
	two.Close()
	sqls := []string{"max_open_connections", "open_connections", "in_use_connections", "idle_connections", "wait_count_total", "wait_duration_seconds_total", "max_idle_closed_total", "max_idle_time_closed_total", "max_lifetime_closed_total"}
	fmt.Print(page("name[]=orders_total&name[]=go_sql_" + strings.Join(sqls, "&name[]=go_sql_")))
	fmt.Print(page("name[]=promhttp_metric_handler_requests_total&name[]=promhttp_metric_handler_requests_in_flight"))
	one.Close()
	fmt.Println(prometheus.Register(collectors.NewDBStatsCollector(spare, "shop")))
	fmt.Println(prometheus.Register(collectors.NewGoCollector()))
	fmt.Println(prometheus.Unregister(collectors.NewProcessCollector(collectors.ProcessCollectorOpts{})))
}

type connector struct{}

func (connector) Connect(context.Context) (driver.Conn, error) { return conn{}, nil }
func (connector) Driver() driver.Driver                        { return nil }

type conn struct{}

func (conn) Prepare(string) (driver.Stmt, error) { return nil, driver.ErrSkip }
func (conn) Begin() (driver.Tx, error)           { return nil, driver.ErrSkip }
func (conn) Close() error                        { return nil }
