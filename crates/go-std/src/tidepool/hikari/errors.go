package hikari

// A SQLException is an error of the pool, the driver or the server.
type SQLException struct {
	message string
	state   string
	code    int
	next    *SQLException
}

func (e *SQLException) Error() string       { return e.message }
func (e *SQLException) GetMessage() string  { return e.message }
func (e *SQLException) GetSQLState() string { return e.state }
func (e *SQLException) GetErrorCode() int   { return e.code }

// GetNextException is the error behind it, nil for none.
func (e *SQLException) GetNextException() error {
	if e.next == nil {
		return nil
	}
	return e.next
}

// Unwrap is the cause: in this package that is the next exception.
func (e *SQLException) Unwrap() error { return e.GetNextException() }

// A SQLTransientConnectionException is what a borrower gets that waited in vain.
type SQLTransientConnectionException struct {
	SQLException
}

// As lets errors.As find the SQLException that it is.
func (e *SQLTransientConnectionException) As(target any) bool {
	general, fits := target.(**SQLException)
	if fits {
		*general = &e.SQLException
	}
	return fits
}

// A PoolInitializationException tells that a new pool could not connect.
type PoolInitializationException struct {
	cause error
}

func (e *PoolInitializationException) Error() string {
	return "Failed to initialize pool: " + e.cause.Error()
}

// Unwrap is what kept it from connecting.
func (e *PoolInitializationException) Unwrap() error { return e.cause }

// An IllegalArgumentException is what setters panic with.
type IllegalArgumentException struct {
	message string
}

func (e *IllegalArgumentException) Error() string { return e.message }

func (e *IllegalArgumentException) GetMessage() string { return e.message }

func require(fits bool, message string) {
	if !fits {
		panic(&IllegalArgumentException{message})
	}
}
