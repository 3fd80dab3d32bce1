// One query per request, from a HikariCP pool of 20. Who waits for a connection
// gives up after connectionTimeout.
package main

import (
	"fmt"
	"log"
	"net/http"
	"time"

	"tidepool/hikari"
	"tidepool/lab"
)

const byID = "SELECT name FROM users WHERE id = 1"

func main() {
	config := hikari.NewConfig()
	config.SetJdbcURL("jdbc:mysql://db/shop")
	config.SetMaximumPoolSize(lab.Int("pool", 20))
	config.SetConnectionTimeout(lab.Duration("deadline", 3*time.Second))
	config.SetLeakDetectionThreshold(60 * time.Second)
	ds, err := hikari.NewDataSource(config)
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/user", func(w http.ResponseWriter, r *http.Request) {
		name, err := userName(ds)
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "hello,", name)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func userName(ds *hikari.DataSource) (string, error) {
	conn, err := ds.GetConnection()
	if err != nil {
		return "", err
	}
	defer conn.Close()
	rs, err := conn.PrepareStatement(byID).ExecuteQuery()
	if err != nil {
		return "", err
	}
	defer rs.Close()
	rs.Next()
	return rs.GetString(1), nil
}
