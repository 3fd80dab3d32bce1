// As hikari.go, but at most `capacity` requests are inside, those with a connection included: further ones are turned away.
package main

import (
	"log"
	"net/http"

	"tidepool/hikari"
	"tidepool/lab"
)

func main() {
	config := hikari.NewConfig()
	config.SetJdbcURL("jdbc:mysql://db/shop")
	config.SetMaximumPoolSize(lab.Int("servers", 1))
	config.SetConnectionTimeout(0)
	config.SetMaxLifetime(0)
	ds, err := hikari.NewDataSource(config)
	if err != nil {
		log.Fatal(err)
	}
	places := make(chan struct{}, lab.Int("capacity", 1))
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		select {
		case places <- struct{}{}:
			defer func() { <-places }()
		default:
			http.Error(w, "no place", http.StatusServiceUnavailable)
			return
		}
		if err := insert(ds); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func insert(ds *hikari.DataSource) error {
	conn, err := ds.GetConnection()
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = conn.PrepareStatement("INSERT INTO visits (page) VALUES (1)").ExecuteUpdate()
	return err
}
