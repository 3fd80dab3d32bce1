package mysql

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

// settings is the query part of a DSN: how the server behind it behaves.
type settings struct {
	dial           func() time.Duration // opening a connection
	latency        func() time.Duration // one statement, before its first row
	rowDelay       func() time.Duration // each row after the first
	rows           int                  // rows in every result
	maxConnections int                  // one more than this is refused, error 1040
	failEvery      int                  // every nth statement fails; 0: none
	waitTimeout    time.Duration        // an idle connection dies after this; 0: never
	faults         []fault              // what happens to the server and the network
}

// parseDSN splits a DSN into the server's name and its settings. Where the DSN
// says nothing, the variable TIDEPOOL_DATABASE does, and then the defaults.
func parseDSN(dsn string) (server string, s settings, err error) {
	server, query, ok := strings.Cut(dsn, "?")
	if !ok {
		query = os.Getenv("TIDEPOOL_DATABASE")
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return "", s, fmt.Errorf("invalid DSN %q: %w", dsn, err)
	}
	texts := map[string]string{
		"dial": "1ms", "latency": "1ms", "rows": "3", "rowDelay": "0s",
		"maxConnections": "151", "failEvery": "0", "waitTimeout": "0s", "faults": "",
	}
	for key := range values {
		if _, ok := texts[key]; !ok {
			return "", s, fmt.Errorf("invalid DSN: unknown parameter %q", key)
		}
		texts[key] = values.Get(key)
	}

	fail := func(key string, e error) {
		if e != nil && err == nil {
			err = fmt.Errorf("invalid DSN: %s=%s: %w", key, texts[key], e)
		}
	}
	number := func(key string) int {
		n, e := strconv.Atoi(texts[key])
		if e == nil && n < 0 {
			e = fmt.Errorf("negative")
		}
		fail(key, e)
		return n
	}
	sample := func(key string) func() time.Duration {
		f, e := parseSample(texts[key])
		fail(key, e)
		return f
	}
	s = settings{
		dial: sample("dial"), latency: sample("latency"), rowDelay: sample("rowDelay"),
		rows: number("rows"), maxConnections: number("maxConnections"), failEvery: number("failEvery"),
	}
	timeout, e := duration(texts["waitTimeout"])
	fail("waitTimeout", e)
	s.waitTimeout = timeout
	s.faults, e = parseFaults(strings.ReplaceAll(texts["faults"], " ", "+")) // + is a space in a query
	fail("faults", e)
	return server, s, err
}

// parseSample reads 5ms, exp(5ms) or uniform(1ms,9ms).
func parseSample(text string) (func() time.Duration, error) {
	if mean, ok := argument(text, "exp"); ok {
		d, err := duration(mean)
		return func() time.Duration { return time.Duration(rand.ExpFloat64() * float64(d)) }, err
	}
	if limits, ok := argument(text, "uniform"); ok {
		from, to, _ := strings.Cut(limits, ",")
		low, err := duration(from)
		if err != nil {
			return nil, err
		}
		high, err := duration(to)
		if err != nil {
			return nil, err
		}
		if high < low {
			return nil, fmt.Errorf("uniform needs its lower limit first")
		}
		return func() time.Duration { return low + rand.N(high-low+1) }, nil
	}
	d, err := duration(text)
	return func() time.Duration { return d }, err
}

func argument(text, function string) (string, bool) {
	rest, ok := strings.CutPrefix(text, function+"(")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(rest, ")")
}

func duration(text string) (time.Duration, error) {
	d, err := time.ParseDuration(strings.TrimSpace(text))
	if err == nil && d < 0 {
		err = fmt.Errorf("negative duration")
	}
	return d, err
}
