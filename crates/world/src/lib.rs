//! What a Go service talks to, as pure state machines: connection pool, database server, HTTP server, clients.
