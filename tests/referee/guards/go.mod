module guards

go 1.27

require golang.org/x/time v0.16.0
