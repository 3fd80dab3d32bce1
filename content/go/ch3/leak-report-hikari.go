// The shop once more, on HikariCP: Java's calls, one by one, so that they run here.
// report is JDBC without try-with-resources.
package main

import (
	"fmt"
	"log"
	"net/http"
	"strconv"
	"time"

	"tidepool/hikari"
	"tidepool/lab"
)

var broken = lab.Int("broken", 20)

func main() {
	config := hikari.NewConfig()
	config.SetPoolName("shop")
	config.SetJdbcURL("jdbc:mysql://db/shop")
	config.SetMaximumPoolSize(lab.Int("pool", 20))
	config.SetConnectionTimeout(lab.Duration("deadline", 3*time.Second))
	config.SetLeakDetectionThreshold(lab.Duration("threshold", 10*time.Second))
	ds, err := hikari.NewDataSource(config)
	if err != nil {
		log.Fatal(err)
	}
	serve("/product", func(r *http.Request) (string, error) { return one(ds, "SELECT name FROM products") })
	serve("/cart", func(r *http.Request) (string, error) { return one(ds, "SELECT id FROM cart") })
	serve("/report", func(r *http.Request) (string, error) { return report(ds, day(r)) })
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// one is what try-with-resources does: each resource is closed, in reverse, however the block ends.
func one(ds *hikari.DataSource, query string) (string, error) {
	conn, err := ds.GetConnection()
	if err != nil {
		return "", err
	}
	defer conn.Close()
	rs, err := conn.PrepareStatement(query).ExecuteQuery()
	if err != nil {
		return "", err
	}
	defer rs.Close()
	n := 0
	for rs.Next() {
		n++
	}
	return strconv.Itoa(n), nil
}

// report closes its connection at its end, which an exception never reaches.
func report(ds *hikari.DataSource, day int) (string, error) {
	conn, err := ds.GetConnection()
	if err != nil {
		return "", err
	}
	rs, err := conn.PrepareStatement("SELECT id FROM orders").ExecuteQuery()
	if err != nil {
		return "", err
	}
	sum := int64(0)
	for rs.Next() {
		id := rs.GetLong(1)
		if day%broken == 0 && id == 2 {
			return "", badRow{id} // throw: conn is not closed
		}
		sum += id
	}
	conn.Close()
	return strconv.FormatInt(sum, 10), nil
}

type badRow struct{ id int64 }

func (e badRow) Error() string { return fmt.Sprintf("order %d makes no sense", e.id) }

func day(r *http.Request) int {
	n, _ := strconv.Atoi(r.URL.Query().Get("day"))
	return n
}

// serve answers 422 for a bad row, which is nobody's outage, and 500 for all else.
func serve(path string, answer func(*http.Request) (string, error)) {
	http.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		text, err := answer(r)
		if _, bad := err.(badRow); bad {
			http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		} else if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		} else {
			fmt.Fprintln(w, text)
		}
	})
}
