module referee

go 1.27

require (
	github.com/go-sql-driver/mysql v0.0.0
	tidepool v0.0.0
)

replace (
	github.com/go-sql-driver/mysql => ./fakemysql
	tidepool => ./tidepool-lab
)
