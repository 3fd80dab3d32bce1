package mysqlwire

// A Session is a client's end of a connection, as much of it as a pool may look at without asking the driver.
type Session struct {
	Sock int64
	Lost bool // broken or closed: of no use any more
}

// Wire returns s: for drivers' connections that are sessions.
func (s *Session) Wire() *Session { return s }

// A Wired is a driver's connection that is a Session and nothing else besides: alive and not lost, it needs no reset.
type Wired interface {
	Wire() *Session
}

// A Shape is what the rows of a query look like. Shapes with one number are the same.
type Shape struct {
	Number   int64
	Columns  []string
	Kinds    []int64
	Literals []string

	names []string // of the columns with texts
}

// Learn asks for the shape of the answer that has just come, which has this number. It returns nil if the socket has been
// closed since.
func Learn(sock, number int64) *Shape {
	s := &Shape{Number: number}
	s.Columns, s.Kinds, s.Literals = NetColumns(sock)
	if len(s.Kinds) == 0 {
		return nil
	}
	for i, kind := range s.Kinds {
		if kind == KindText {
			s.names = append(s.names, s.Literals[i])
		}
	}
	return s
}

// Texts are the values of the columns with texts in a row, the first of which has number 1.
func (s *Shape) Texts(row int64) []string {
	if s.names == nil {
		return nil
	}
	return NetTexts(s.names, row)
}
