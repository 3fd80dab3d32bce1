package mysql

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
)

// column is one entry of a select list: its name and its value in the nth row.
type column struct {
	name  string
	value func(row int) driver.Value
}

// selectList reads the columns of a query: id counts from 1, a number is itself,
// any other column is the text <column>-<id>, and * stands for id, name, email.
// A statement that is no SELECT has no columns.
func selectList(query string) []column {
	words := strings.Join(strings.Fields(query), " ")
	if len(words) < 7 || !strings.EqualFold(words[:7], "SELECT ") {
		return nil
	}
	list := words[7:]
	if from := strings.Index(strings.ToUpper(list), " FROM "); from >= 0 {
		list = list[:from]
	}
	var columns []column
	for _, name := range strings.Split(list, ",") {
		name = strings.TrimSpace(name)
		if name == "*" {
			columns = append(columns, named("id"), named("name"), named("email"))
		} else {
			columns = append(columns, named(name))
		}
	}
	return columns
}

func named(name string) column {
	if n, err := strconv.ParseInt(name, 10, 64); err == nil {
		return column{name, func(int) driver.Value { return n }}
	}
	if name == "id" {
		return column{name, func(row int) driver.Value { return int64(row) }}
	}
	return column{name, func(row int) driver.Value { return fmt.Sprintf("%s-%d", name, row) }}
}
