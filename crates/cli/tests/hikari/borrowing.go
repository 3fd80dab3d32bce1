// Borrowing, waiting, time-outs, closing.
package main

import (
	"errors"
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := hikari.NewConfig()
	config.SetJdbcURL("jdbc:mysql://db/shop?dial=1ms&latency=5ms&rows=3")
	config.SetMaximumPoolSize(2)
	config.SetConnectionTimeout(time.Second)
	config.SetLeakDetectionThreshold(2 * time.Second)
	ds, err := hikari.NewDataSource(config)
	if err != nil {
		fmt.Println(err)
		return
	}
	bean := ds.GetHikariPoolMXBean()
	show := func(what string) {
		fmt.Println(what, bean.GetTotalConnections(), bean.GetActiveConnections(), bean.GetIdleConnections(), bean.GetThreadsAwaitingConnection())
	}
	show("start")
	time.Sleep(200 * time.Millisecond)
	show("filled")
	conn, err := ds.GetConnection()
	st := conn.PrepareStatement("SELECT id, name FROM users")
	rs, err := st.ExecuteQuery()
	fmt.Println(err)
	for rs.Next() {
		fmt.Println(rs.GetLong(1), rs.GetString(2))
	}
	rs.Close()
	other, _ := ds.GetConnection()
	show("all out")
	_, err = ds.GetConnection()
	fmt.Println(err)
	var sqlErr *hikari.SQLException
	fmt.Println(errors.As(err, &sqlErr), sqlErr.GetMessage() == err.Error())
	time.Sleep(2 * time.Second)
	conn.Close()
	conn.Close()
	start := time.Now()
	done := make(chan bool)
	go func() {
		c, err := ds.GetConnection()
		fmt.Println("waiter", c, err, time.Since(start) > 0)
		c.Close()
		done <- true
	}()
	<-done
	c, _ := ds.GetConnection()
	go func() {
		d, err := ds.GetConnection()
		fmt.Println("second", err, time.Since(start).Truncate(time.Millisecond))
		d.Close()
		done <- true
	}()
	time.Sleep(300 * time.Millisecond)
	show("one waits")
	c.Close()
	<-done
	other.Close()
	show("end")
	ds.Close()
	show("closed")
	_, err = ds.GetConnection()
	fmt.Println(err)
	config.SetMaximumPoolSize(0)
}
