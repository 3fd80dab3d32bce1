//! The native functions that the world serves: names, signatures, contracts.
//!
//! The Go packages `database/sql`, `github.com/go-sql-driver/mysql` and `net/http` declare them without a
//! body. None takes virtual time unless it is marked *blocks*. Numbers of pools, connections, tickets,
//! sockets and listeners are chosen by the world and are never 0 unless the text says so.
//!
//! A test compares this table with the Go sources, so that neither can change alone.

/// One native function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Which one.
    pub native: Native,
    /// Import path of the package and name of the function, with a point between them.
    pub name: &'static str,
    /// Parameters and results as the Go source writes them.
    pub go: &'static str,
    /// The wait reason if a call can block, such as `IO wait`.
    pub blocks: Option<&'static str>,
}

macro_rules! natives {
    ($($(#[$doc:meta])* $native:ident = $name:literal, $go:literal $(, blocks $reason:literal)?;)*) => {
        /// A native function of the world.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Native {
            $($(#[$doc])* $native,)*
        }

        /// All native functions, in the order of [`Native`].
        pub const NATIVES: &[Signature] = &[
            $(Signature {
                native: Native::$native,
                name: $name,
                go: $go,
                blocks: natives!(@reason $($reason)?),
            },)*
        ];
    };
    (@reason) => { None };
    (@reason $reason:literal) => { Some($reason) };
}

natives! {
    /// `sql.Open`: a new pool with Go's defaults.
    PoolOpen = "database/sql.poolOpen", "() (db int64)";
    /// An acquire begins (after the caller has looked at its context). `strategy` 0 takes a free
    /// connection, 1 wants a new one. `kind`: 0 pool closed; 1 `conn` from the free list; 2 the same, its
    /// session to be reset; 3 `conn` was too old, close it and count a bad connection; 4 wait under `ticket`;
    /// 5 dial, and report for `conn`.
    PoolBegin = "database/sql.poolBegin", "(db int64, strategy int) (kind int, conn, ticket int64)";
    /// The dial that `poolBegin` asked for has ended. `tokens` go to the opener.
    PoolDialed = "database/sql.poolDialed", "(db, conn int64, ok bool) (tokens int)";
    /// A waiter has received its answer: `conn`, or 0 for an error or a closed pool. `kind`: 0 nothing;
    /// 1 the connection is good; 2 the same, its session to be reset; 3 it was too old, close it and count
    /// a bad connection.
    PoolDelivered = "database/sql.poolDelivered", "(db, ticket, conn int64, strategy int) (kind int)";
    /// A waiter's context ended. False: an answer was sent before, take it and put a connection back.
    PoolCancelled = "database/sql.poolCancelled", "(db, ticket int64) (removed bool)";
    /// A connection comes back. `kind`: 0 it was not out; 1 handed to `ticket`; 2 idle, and if `cleaner` is
    /// not 0, start a cleaner that first sleeps so many nanoseconds; 3 close it. `tokens` go to the opener.
    PoolPut = "database/sql.poolPut", "(db, conn int64, bad, reset bool) (kind int, ticket int64, tokens int, cleaner int64)";
    /// Resetting the session of a connection in use failed: it will be closed without a return.
    PoolDiscard = "database/sql.poolDiscard", "(db, conn int64)";
    /// The driver has closed a connection that the pool gave up. `tokens` go to the opener.
    PoolClosed = "database/sql.poolClosed", "(db, conn int64) (tokens int)";
    /// The opener has taken a token and dials for `conn`.
    PoolOpenerBegin = "database/sql.poolOpenerBegin", "(db int64) (conn int64)";
    /// The opener's dial has ended. `kind`: 0 throw the connection away; 1 handed to `ticket`; 2 idle
    /// (`cleaner` as with `poolPut`); 3 failed, and the error goes to `ticket` unless that is 0.
    PoolOpenerDone = "database/sql.poolOpenerDone", "(db, conn int64, ok bool) (kind int, ticket int64, tokens int, cleaner int64)";
    /// `SetMaxOpenConns`: connections to be closed.
    PoolSetMaxOpen = "database/sql.poolSetMaxOpen", "(db int64, n int) (closing []int64)";
    /// `SetMaxIdleConns`: connections to be closed.
    PoolSetMaxIdle = "database/sql.poolSetMaxIdle", "(db int64, n int) (closing []int64)";
    /// `SetConnMaxLifetime`: whether to wake the cleaner, and the first sleep of a new one, or 0.
    PoolSetLifetime = "database/sql.poolSetLifetime", "(db, nanos int64) (wake bool, cleaner int64)";
    /// `SetConnMaxIdleTime`, likewise.
    PoolSetIdleTime = "database/sql.poolSetIdleTime", "(db, nanos int64) (wake bool, cleaner int64)";
    /// A run of the cleaner: whether it ends, else connections to be closed and its next sleep.
    PoolClean = "database/sql.poolClean", "(db int64) (stop bool, sleep int64, closing []int64)";
    /// `DB.Stats`: max open, open, in use, idle, wait count, wait duration in nanoseconds, max idle closed,
    /// max idle time closed, max lifetime closed.
    PoolStats = "database/sql.poolStats", "(db int64) (stats []int64)";
    /// `DB.Close`: whether it is the first, idle connections to be closed, waits to be ended.
    PoolClose = "database/sql.poolClose", "(db int64) (first bool, conns, tickets []int64)";

    /// Reads a data source name. `source` 0: it is wrong, and `text` says where.
    ServerOpen = "github.com/go-sql-driver/mysql.serverOpen", "(dsn string) (source int64, text string)";
    /// A socket for a new connection; nothing is sent yet.
    NetSocket = "github.com/go-sql-driver/mysql.netSocket", "(source int64) (sock int64)";
    /// Dials and shakes hands. Codes of this and the next ones: 0 done; 1 the socket was closed by
    /// `netCancel`; 2 the server answered with an error: `number`, SQL state (may be empty) and message;
    /// 3 the connection is bad and nothing was sent; 4 the connection was lost; 5 refused, with the text of
    /// the error.
    NetConnect = "github.com/go-sql-driver/mysql.netConnect", "(sock int64) (code, number int, state, text string)", blocks "IO wait";
    /// Sends a query and waits for its header. `kinds` of columns: 0 string, 1 row number, 2 whole number,
    /// 3 floating-point number; `literals` has the text of the two last kinds, else "".
    NetQuery = "github.com/go-sql-driver/mysql.netQuery", "(sock int64, query string) (code, number int, state, text string, result int64, columns []string, kinds []int64, literals []string)", blocks "IO wait";
    /// The next row of a result: its number from 1, and its texts, one for each column of kind 0. Code 6 is
    /// the end; the result is gone then.
    NetRow = "github.com/go-sql-driver/mysql.netRow", "(sock, result int64) (code int, row int64, texts []string)", blocks "IO wait";
    /// Reads and throws away what is left of a result, which is gone afterwards.
    NetDrain = "github.com/go-sql-driver/mysql.netDrain", "(sock, result int64) (code int)", blocks "IO wait";
    /// Sends a statement and waits until it is done. Begin, commit, rollback, prepare and ping go this way, too.
    NetExec = "github.com/go-sql-driver/mysql.netExec", "(sock int64, query string) (code, number int, state, text string, id, affected int64)", blocks "IO wait";
    /// Whether the connection is alive, without sending anything.
    NetAlive = "github.com/go-sql-driver/mysql.netAlive", "(sock int64) (alive bool)";
    /// Closes the socket under a call that may be blocked on it; that call ends with code 1. The server
    /// goes on with what it is doing.
    NetCancel = "github.com/go-sql-driver/mysql.netCancel", "(sock int64)";
    /// Says goodbye and closes the socket.
    NetClose = "github.com/go-sql-driver/mysql.netClose", "(sock int64)";

    /// Listens on `addr`. `listener` 0: the address is taken, and `text` is the error.
    HttpListen = "net/http.netListen", "(addr string) (listener int64, text string)";
    /// The next connection of a client, 0 when the listener was closed.
    HttpAccept = "net/http.netAccept", "(listener int64) (conn int64, remote string)", blocks "IO wait";
    /// Stops listening. A blocked `netAccept` ends; connections nobody accepted are refused.
    HttpCloseListener = "net/http.netCloseListener", "(listener int64)";
    /// The next request on a connection. `code`: 0 a request, 1 the client closed, 2 we closed. `headers`
    /// has names and values in turn.
    HttpReadRequest = "net/http.netReadRequest", "(conn int64) (code int, method, target, host string, headers []string, body []byte)", blocks "IO wait";
    /// Waits while a handler runs. `code`: 1 the client closed, 2 `netAbortRead` was called.
    HttpBackgroundRead = "net/http.netBackgroundRead", "(conn int64) (code int)", blocks "IO wait";
    /// Ends a `netBackgroundRead`: the one that is blocked, or else the next one. True: one was blocked.
    HttpAbortRead = "net/http.netAbortRead", "(conn int64) (blocked bool)";
    /// The answer to the request read last is sent, with a body of so many bytes. False: the client is gone.
    HttpRespond = "net/http.netRespond", "(conn int64, status int, written int64, keep bool) (ok bool)";
    /// Closes a connection. A client that still waits for an answer sees a reset.
    HttpCloseConn = "net/http.netCloseConn", "(conn int64)";
}

/// The native function called `name`, if the world has it.
pub fn resolve(name: &str) -> Option<Native> {
    let found = NATIVES.iter().find(|signature| signature.name == name);
    found.map(|signature| signature.native)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The packages that declare natives of ours, with their files.
    const SOURCES: [(&str, &str); 3] = [
        ("database/sql", include_str!("../../go-std/src/database/sql/natives.go")),
        (
            "github.com/go-sql-driver/mysql",
            include_str!("../../go-std/src/github.com/go-sql-driver/mysql/mysql.go"),
        ),
        ("net/http", include_str!("../../go-std/src/net/http/server.go")),
    ];

    #[test]
    fn the_table_and_the_go_sources_agree() {
        let declared = SOURCES.iter().flat_map(|(package, text)| {
            text.lines()
                .filter_map(|line| line.strip_prefix("func "))
                .filter(|rest| !rest.starts_with('(') && !rest.contains('{'))
                .filter_map(move |rest| {
                    let (name, signature) = rest.split_once('(')?;
                    Some(format!("{package}.{name} ({signature}"))
                })
        });
        let ours = NATIVES.iter().map(|signature| format!("{} {}", signature.name, signature.go));
        assert_eq!(declared.collect::<Vec<_>>(), ours.collect::<Vec<_>>());
    }

    #[test]
    fn the_table_is_in_the_order_of_the_numbers() {
        assert!(NATIVES.is_sorted_by_key(|signature| signature.native));
        assert_eq!(resolve("database/sql.poolPut"), Some(Native::PoolPut));
        assert_eq!(resolve("fmt.Println"), None);
    }
}
