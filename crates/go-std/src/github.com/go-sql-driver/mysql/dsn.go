package mysql

import (
	"errors"
	"strings"
)

// rejectsReadOnly reads the parameter rejectReadOnly of a data source name; the world reads those of the simulated server.
func rejectsReadOnly(dsn string) (bool, error) {
	_, query, _ := strings.Cut(dsn[strings.LastIndexByte(dsn, '/')+1:], "?")
	reject := false
	for _, parameter := range strings.Split(query, "&") {
		key, value, _ := strings.Cut(parameter, "=")
		if key != "rejectReadOnly" {
			continue
		}
		switch value {
		case "1", "true", "TRUE", "True":
			reject = true
		case "0", "false", "FALSE", "False":
			reject = false
		default:
			return false, errors.New("invalid bool value: " + value)
		}
	}
	return reject, nil
}
