// Leak detection tells and does nothing; what a connection was set to is undone when it comes back.
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

var start time.Time

func at() time.Duration { return time.Since(start).Truncate(time.Millisecond) }

func leak(ds *hikari.DataSource) *hikari.Connection {
	conn, err := ds.GetConnection()
	if err != nil {
		fmt.Println(at(), err)
	}
	return conn
}

func main() {
	config := hikari.NewConfig()
	config.SetPoolName("shop")
	config.SetJdbcURL("jdbc:mysql://db/shop?dial=1ms&latency=5ms&rows=2&ping=1ms&rowDelay=1ms")
	config.SetMaximumPoolSize(1)
	config.SetConnectionTimeout(time.Second)
	config.SetLeakDetectionThreshold(2 * time.Second)
	config.SetKeepaliveTime(30 * time.Second)
	ds, _ := hikari.NewDataSource(config)
	start = time.Now()
	conn := leak(ds)
	time.Sleep(3 * time.Second)
	leak(ds)
	conn.Close()

	conn = leak(ds)
	fmt.Println(at(), conn.GetAutoCommit(), conn.Commit())
	fmt.Println(at(), conn.SetAutoCommit(false))
	st := conn.PrepareStatement("UPDATE users SET name = 'x'")
	n, err := st.ExecuteUpdate()
	fmt.Println(at(), n, err)
	fmt.Println(at(), conn.Commit())
	rs, err := conn.PrepareStatement("SELECT id, name, 7 FROM users").ExecuteQuery()
	fmt.Println(at(), err)
	for rs.Next() {
		fmt.Println(rs.GetLong(1), rs.GetString(2), rs.GetInt(3))
	}
	fmt.Println(conn.Close())
	fmt.Println(at(), "rolled back and reset")
	_, err = st.ExecuteUpdate()
	fmt.Println(err)
	_, err = conn.PrepareStatement("SELECT 1").ExecuteQuery()
	fmt.Println(err, conn.IsValid(time.Second))
	conn = leak(ds)
	fmt.Println(at(), conn.GetAutoCommit(), conn.IsValid(time.Second), at())
	conn.Close()
	time.Sleep(time.Minute)
	fmt.Println(at(), ds.GetHikariPoolMXBean().GetIdleConnections())
}
