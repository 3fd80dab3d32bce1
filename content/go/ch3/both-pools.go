// One service, two pools: every request of the trace comes twice, once to /go, which
// takes a connection of database/sql, and once to /hikari, which takes one of HikariCP.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"time"

	_ "github.com/go-sql-driver/mysql"
	"tidepool/hikari"
	"tidepool/lab"
)

const byID = "SELECT name FROM users WHERE id = 1"

var (
	size    = lab.Int("pool", 20)
	minIdle = lab.Int("idle", 5)
	limit   = lab.Duration("deadline", 3*time.Second)
	idle    = lab.Duration("idleTime", time.Minute)
	age     = lab.Duration("lifetime", 30*time.Minute)
	alive   = lab.Duration("keepalive", 0)
	call    = lab.Duration("call", time.Hour)
)

func main() {
	db, err := sql.Open("mysql", "app@tcp(db-go)/shop")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	db.SetConnMaxIdleTime(idle)
	db.SetConnMaxLifetime(age)

	config := hikari.NewConfig()
	config.SetJdbcURL("jdbc:mysql://db-hikari/shop")
	config.SetMaximumPoolSize(size)
	config.SetMinimumIdle(min(minIdle, size))
	config.SetConnectionTimeout(limit)
	config.SetIdleTimeout(idle)
	config.SetMaxLifetime(age)
	config.SetKeepaliveTime(alive)
	ds, err := hikari.NewDataSource(config)
	if err != nil {
		log.Fatal(err)
	}

	serve("/go", func(ctx context.Context) (string, error) { return viaGo(ctx, db) })
	serve("/hikari", func(context.Context) (string, error) { return viaHikari(ds) })
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// viaGo limits the wait for a connection, as HikariCP's connectionTimeout does.
func viaGo(ctx context.Context, db *sql.DB) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, call)
	defer cancel()
	conn, err := connect(ctx, db)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	var name string
	err = conn.QueryRowContext(ctx, byID).Scan(&name)
	return name, err
}

func connect(ctx context.Context, db *sql.DB) (*sql.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	return db.Conn(ctx)
}

func viaHikari(ds *hikari.DataSource) (string, error) {
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

func serve(path string, answer func(context.Context) (string, error)) {
	http.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		name, err := answer(r.Context())
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "hello,", name)
	})
}
