// Package referee lets Tidepool's listings run under the real Go toolchain.
// Its module replaces the MySQL driver by a fake one and brings the package
// tidepool/lab; the listings themselves stay where they are.
package referee

import (
	_ "github.com/go-sql-driver/mysql"
	_ "tidepool/lab"
)
