// A pool that cannot connect, at its start and later.
package main

import (
	"errors"
	"fmt"
	"time"

	"tidepool/hikari"
)

func config(url string) *hikari.Config {
	config := hikari.NewConfig()
	config.SetJdbcURL(url)
	config.SetMaximumPoolSize(3)
	config.SetConnectionTimeout(500 * time.Millisecond)
	return config
}

func tryPanic(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	start := time.Now()
	at := func() time.Duration { return time.Since(start).Truncate(time.Millisecond) }
	const url = "jdbc:mysql://db/shop?dial=2ms&latency=5ms&maxConnections=2"
	first, err := hikari.NewDataSource(config(url))
	fmt.Println(at(), first, err)
	time.Sleep(200 * time.Millisecond)
	second, err := hikari.NewDataSource(config(url))
	fmt.Println(at(), second, err)
	var failed *hikari.PoolInitializationException
	var cause *hikari.SQLException
	fmt.Println(errors.As(err, &failed), errors.As(err, &cause), cause.GetSQLState(), cause.GetErrorCode())
	for range 2 {
		first.GetConnection()
	}
	_, err = first.GetConnection()
	fmt.Println(at(), err)
	var late *hikari.SQLTransientConnectionException
	fmt.Println(errors.As(err, &late), late.GetSQLState(), late.GetErrorCode(), late.GetNextException())

	_, err = hikari.NewDataSource(config("jdbc:postgresql://db/shop"))
	fmt.Println(err)
	tryPanic(func() { hikari.NewDataSource(hikari.NewConfig()) })
	_, err = hikari.NewDataSource(config("jdbc:mysql://db/shop?latency=soon"))
	fmt.Println(err)
	lazy := config("jdbc:mysql://slow/shop?dial=10s")
	_, err = hikari.NewDataSource(lazy)
	fmt.Println(at(), err)
	lazy.SetInitializationFailTimeout(-time.Millisecond)
	ds, err := hikari.NewDataSource(lazy)
	fmt.Println(at(), ds, err)
	_, err = ds.GetConnection()
	fmt.Println(at(), err)

	odd := hikari.NewConfig()
	tryPanic(func() { odd.SetConnectionTimeout(249 * time.Millisecond) })
	tryPanic(func() { odd.SetValidationTimeout(0) })
	tryPanic(func() { odd.SetIdleTimeout(-time.Second) })
	tryPanic(func() { odd.SetMaximumPoolSize(0) })
	tryPanic(func() { odd.SetMinimumIdle(-1) })
	odd.SetPoolName("odd")
	odd.SetJdbcURL(url)
	odd.SetMaximumPoolSize(4)
	odd.SetMinimumIdle(2)
	odd.SetMaxLifetime(time.Second)
	odd.SetKeepaliveTime(time.Second)
	odd.SetIdleTimeout(time.Second)
	odd.SetLeakDetectionThreshold(time.Second)
	hikari.NewDataSource(odd)
}
