module mariadb

go 1.27

require (
	github.com/go-sql-driver/mysql v1.10.0
	tidepool v0.0.0-00010101000000-000000000000
)

require filippo.io/edwards25519 v1.2.0 // indirect

replace tidepool => ../tidepool-lab
