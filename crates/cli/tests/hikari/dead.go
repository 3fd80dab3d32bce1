// The server ends idle connections behind the pool's back; connections grow old; a connection that breaks is replaced.
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := hikari.NewConfig()
	config.SetPoolName("shop")
	config.SetJdbcURL("jdbc:mysql://db:3306/shop?dial=1ms&latency=5ms&rows=1&waitTimeout=2s")
	config.SetMaximumPoolSize(3)
	config.SetMinimumIdle(1)
	config.SetMaxLifetime(30 * time.Second)
	config.SetIdleTimeout(10 * time.Second)
	ds, err := hikari.NewDataSource(config)
	if err != nil {
		panic(err)
	}
	start := time.Now()
	at := func() time.Duration { return time.Since(start).Truncate(time.Millisecond) }
	bean := ds.GetHikariPoolMXBean()
	show := func(what string) {
		fmt.Println(at(), what, bean.GetTotalConnections(), bean.GetActiveConnections(), bean.GetIdleConnections())
	}
	time.Sleep(3 * time.Second)
	show("before")
	conn, err := ds.GetConnection()
	fmt.Println(at(), conn, err)
	show("borrowed")
	time.Sleep(3 * time.Second)
	_, err = conn.PrepareStatement("SELECT id FROM users").ExecuteQuery()
	fmt.Println(at(), err)
	if e, ok := err.(*hikari.SQLException); ok {
		fmt.Println(e.GetSQLState(), e.GetErrorCode())
	}
	fmt.Println(conn.IsClosed(), conn.Commit(), conn.Close())
	show("broken")
	var all []*hikari.Connection
	for range 3 {
		conn, _ := ds.GetConnection()
		all = append(all, conn)
	}
	show("three")
	ds.EvictConnection(all[0])
	all[0].Close()
	bean.SoftEvictConnections()
	show("evicted")
	all[1].Close()
	all[2].Close()
	show("returned")
	time.Sleep(100 * time.Millisecond)
	show("filled")
	conn, _ = ds.GetConnection()
	time.Sleep(35 * time.Second)
	show("old")
	conn.Close()
	show("closed")
	time.Sleep(10 * time.Second)
	ds.Close()
	show("end")
}
