//! The native functions that the world serves: names, signatures, contracts.
//!
//! The Go packages `database/sql`, `internal/mysqlwire`, `net/http`, `internal/netline`, `tidepool/hikari`,
//! `golang.org/x/time/rate`, `github.com/sony/gobreaker/v2`, `github.com/afex/hystrix-go/hystrix` and
//! `github.com/redis/go-redis/v9` declare them without a body. None takes virtual time unless it is marked *blocks*. Numbers of pools, connections, tickets,
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
    /// session to be reset; 3 `conn` was too old, close it and count a bad connection; 4 wait under `ticket`, in place `conn` among those who wait;
    /// 5 dial, and report for `conn`; 6 is 2
    /// where the connection's socket leads to a server of ours and is alive.
    PoolBegin = "database/sql.poolBegin", "(db int64, strategy int) (kind int, conn, ticket int64)";
    /// The dial that `poolBegin` asked for has ended. `tokens` go to the opener.
    PoolDialed = "database/sql.poolDialed", "(db, conn int64, ok bool) (tokens int)";
    /// A waiter has received its answer: `conn`, or 0 for an error or a closed pool. `kind`: 0 nothing;
    /// 1 the connection is good; 2 the same, its session to be reset; 3 it was too old, close it and count
    /// a bad connection; 4 is 2 with a socket that is alive.
    PoolDelivered = "database/sql.poolDelivered", "(db, ticket, conn int64, strategy int) (kind int)";
    /// A waiter's context ended. False: an answer was sent before, take it and put a connection back.
    PoolCancelled = "database/sql.poolCancelled", "(db, ticket int64) (removed bool)";
    /// A connection comes back. `kind`: 0 it was not out; 1 handed to the one in `place`; 2 idle, and if `cleaner` is
    /// not 0, start a cleaner that first sleeps so many nanoseconds; 3 close it. `tokens` go to the opener.
    PoolPut = "database/sql.poolPut", "(db, conn int64, bad, reset bool) (kind int, place int64, tokens int, cleaner int64)";
    /// Resetting the session of a connection in use failed: it will be closed without a return.
    PoolDiscard = "database/sql.poolDiscard", "(db, conn int64)";
    /// The driver has closed a connection that the pool gave up. `tokens` go to the opener.
    PoolClosed = "database/sql.poolClosed", "(db, conn int64) (tokens int)";
    /// The opener has taken a token and dials for `conn`.
    PoolOpenerBegin = "database/sql.poolOpenerBegin", "(db int64) (conn int64)";
    /// The opener's dial has ended. `kind`: 0 throw the connection away; 1 handed to the one in `place`; 2 idle
    /// (`cleaner` as with `poolPut`); 3 failed, and the error goes to the one in `place` unless that is 0.
    PoolOpenerDone = "database/sql.poolOpenerDone", "(db, conn int64, ok bool) (kind int, place int64, tokens int, cleaner int64)";
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
    PoolClose = "database/sql.poolClose", "(db int64) (first bool, conns, places []int64)";

    /// Reads a data source name. `source` 0: it is wrong, and `text` says where.
    ServerOpen = "internal/mysqlwire.ServerOpen", "(dsn string) (source int64, text string)";
    /// A socket for a new connection; nothing is sent yet.
    NetSocket = "internal/mysqlwire.NetSocket", "(source int64) (sock int64)";
    /// Dials and shakes hands. Codes of this and the next ones: 0 done, here with the number that the server gives to the
    /// connection; 1 the socket was closed by `NetCancel`; 2 the server answered with an error: `number`, SQL state (may
    /// be empty) and message; 3 the connection is bad and nothing was sent; 4 the connection was lost; 5 refused, with the
    /// text of the error. A query or statement is refused without a text if its arguments must stand in it.
    NetConnect = "internal/mysqlwire.NetConnect", "(sock int64) (code, number int, state, text string)", blocks "IO wait";
    /// Sends a query and waits for its header. What its rows look like goes by the number `shape`: all answers with that
    /// number agree. Either all `rows` have come with it, then `result` is 0, or they are to be asked for one by one.
    NetQuery = "internal/mysqlwire.NetQuery", "(sock int64, query string) (code, number int, state, text string, result, shape, rows int64)", blocks "IO wait";
    /// What the rows of the last answer look like. `kinds` of columns: 0 string, 1 row number, 2 whole number,
    /// 3 floating-point number; `literals` has the text of the two last kinds, and of the first kind the column's own name.
    NetColumns = "internal/mysqlwire.NetColumns", "(sock int64) (columns []string, kinds []int64, literals []string)";
    /// What stands in the string columns of a row: `names` are their own ones, rows are numbered from 1.
    NetTexts = "internal/mysqlwire.NetTexts", "(names []string, row int64) (texts []string)";
    /// The next row of a result: its number. Code 6 is the end; the result is gone then.
    NetRow = "internal/mysqlwire.NetRow", "(sock, result int64) (code int, row int64)", blocks "IO wait";
    /// Reads and throws away what is left of a result, which is gone afterwards.
    NetDrain = "internal/mysqlwire.NetDrain", "(sock, result int64) (code int)", blocks "IO wait";
    /// Sends a statement and waits until it is done. Begin, commit, rollback, prepare and ping go this way, too.
    NetExec = "internal/mysqlwire.NetExec", "(sock int64, query string) (code, number int, state, text string, id, affected int64)", blocks "IO wait";
    /// Whether the connection is alive, without sending anything.
    NetAlive = "internal/mysqlwire.NetAlive", "(sock int64) (alive bool)";
    /// Closes the socket under a call that may be blocked on it; that call ends with code 1. The server
    /// goes on with what it is doing.
    NetCancel = "internal/mysqlwire.NetCancel", "(sock int64)";
    /// Says goodbye and closes the socket.
    NetClose = "internal/mysqlwire.NetClose", "(sock int64)";

    /// Listens on `addr`; 0: that cannot be done, and `internal/netline.Listen` says why.
    HttpListen = "net/http.netListen", "(addr string) (listener int64)";
    /// The next connection of a client, 0 when the listener was closed. Negative, and to be taken without its sign, if
    /// the client reads what is answered: the server then calls `netSendBody`.
    HttpAccept = "net/http.netAccept", "(listener int64) (conn int64, remote string)", blocks "IO wait";
    /// Stops listening. A blocked `netAccept` ends; connections nobody accepted are refused.
    HttpCloseListener = "net/http.netCloseListener", "(listener int64)";
    /// The next request on a connection. `code`: 0 a request, 1 the client closed, 2 we closed, 3 the same request as the
    /// last one on this connection, which is not told again. `headers` has names and values in turn.
    HttpReadRequest = "net/http.netReadRequest", "(conn int64) (code int, method, target, host string, headers []string, body []byte)", blocks "IO wait";
    /// Waits while a handler runs. `code`: 1 the client or the server has closed the connection, 2 `netAbortRead` was called
    /// before.
    HttpBackgroundRead = "net/http.netBackgroundRead", "(conn int64) (code int)", blocks "IO wait";
    /// Ends a `netBackgroundRead`: the one that is blocked, or else the next one. `ended`: one was blocked, and its goroutine,
    /// which has nothing left to do, has ended with it.
    HttpAbortRead = "net/http.netAbortRead", "(conn int64) (ended bool)";
    /// Header (names and values in turn) and body of the answer that `netRespond` is going to send, for a client that
    /// reads them. If `netCloseConn` follows instead, the client gets this much and then learns that it was not all.
    HttpSendBody = "net/http.netSendBody", "(conn int64, status int, header []string, body []byte)";
    /// The answer to the request read last is sent, with a body of so many bytes, and `netBackgroundRead` ends as by
    /// `netAbortRead`. Not `ok`: the client is gone.
    HttpRespond = "net/http.netRespond", "(conn int64, status int, written int64, keep bool) (ok, ended bool)";
    /// Closes a connection. A client that still waits for an answer sees a reset.
    HttpCloseConn = "net/http.netCloseConn", "(conn int64)";

    /// Listens on `addr`, on a free port if port 0 is asked for. `code`: 0 done, and `bound` is the address with its port; 1 no
    /// host has this name; 2 the address is in use; 3 it is not one of this host.
    LineListen = "internal/netline.Listen", "(addr string) (listener int64, code int, bound string)";
    /// As `netCloseListener`.
    LineCloseListener = "internal/netline.CloseListener", "(listener int64)";
    /// Closes the connections that have come by a listener.
    LineCloseConns = "internal/netline.CloseConns", "(listener int64)";
    /// Closes those of them on which no request is under way, and waits until the others are closed.
    LineDrain = "internal/netline.Drain", "(listener int64)", blocks "sync.WaitGroup.Wait";
    /// Dials a server of this run, or a service. `code`: 0 done; 1 no host has this name; 2 nobody listens there; 3 no host
    /// has this address. `ip` is the host's address, `local` that of our end, with its port.
    LineDial = "internal/netline.Dial", "(host, port string) (line int64, code int, ip, local string)";
    /// Closes our end. A blocked `Receive` ends with code 3.
    LineHangUp = "internal/netline.HangUp", "(line int64)";
    /// The request that is sent next, on behalf of the request that the calling goroutine serves, if it serves one.
    /// `headers` has names and values in turn.
    LinePrepare = "internal/netline.Prepare", "(line int64, method, target, host string, headers []string)";
    /// Sends it, with its body. False: the other end is closed.
    LineSend = "internal/netline.Send", "(line int64, body []byte) (ok bool)";
    /// Waits for an answer. `code`: 0 an answer, with header, body, how long the header says that is (-1 if it does not), and whether the
    /// other end closes behind it; 1 the other end was closed; 2 reset; 3 we have hung up; 4 as 0, but the other end
    /// closes before the end of the body.
    LineReceive = "internal/netline.Receive", "(line int64) (code, status int, headers []string, body []byte, length int64, closing bool)", blocks "IO wait";

    /// Makes settings fit each other (times in milliseconds, in the order of `hikari::Config`); answers with those that hold
    /// and with the warnings to be logged.
    HikariValidate = "tidepool/hikari.poolValidate", "(settings []int64) (valid []int64, warnings []string)";
    /// `new HikariDataSource`: a pool with valid settings.
    HikariOpen = "tidepool/hikari.poolOpen", "(name string, settings []int64) (pool int64)";
    /// The settings were changed at run time.
    HikariConfigure = "tidepool/hikari.poolConfigure", "(pool int64, settings []int64)";
    /// A borrowing begins with a look at the goroutine's own list and the shared one. `kind`: 0 poll under `ticket`; 1
    /// hand `conn` out; 2 validate it first; from 3 close it, for the reason 3 less. `adder`, of this and the next
    /// ones: start the goroutine that adds connections.
    HikariBorrow = "tidepool/hikari.poolBorrow", "(pool int64) (kind int, conn, ticket int64, adder bool)";
    /// Waits in the queue for so many nanoseconds: the connection that was offered, 0 for none.
    HikariPoll = "tidepool/hikari.poolPoll", "(pool, ticket, nanos int64) (conn int64)", blocks "hikari handoff";
    /// Takes the connection that was offered. `kind` is as above; 0: another was faster.
    HikariClaim = "tidepool/hikari.poolClaim", "(pool, ticket, conn int64) (kind int)";
    /// Gives up waiting.
    HikariLeave = "tidepool/hikari.poolLeave", "(pool, ticket int64)";
    /// A validated connection goes to the borrower.
    HikariHandOut = "tidepool/hikari.poolHandOut", "(pool, conn int64)";
    /// A user's connection comes back. `kind`: 0 done; 1 somebody waits who is not parked yet: yield, then offer it; from
    /// 2 close it, for the reason 2 less.
    HikariRelease = "tidepool/hikari.poolRelease", "(pool, conn int64) (kind int)";
    /// Offers a free connection. `how`: 0 it was returned, 1 it is new, 2 it was validated while it was idle.
    HikariOffer = "tidepool/hikari.poolOffer", "(pool, conn int64, how int) (again bool)";
    /// The text of the error of a borrower that waited in vain for so many milliseconds.
    HikariTimeoutText = "tidepool/hikari.poolTimeoutText", "(pool, ms int64) (text string)";
    /// Total, active, idle connections, threads awaiting one.
    HikariFigures = "tidepool/hikari.poolFigures", "(pool int64) (figures []int64)";
    /// A connection is going to be dialled.
    HikariDial = "tidepool/hikari.poolDial", "(pool int64) (conn int64)";
    /// The dial has ended: the milliseconds until the connection is too old, and between looks whether it is alive.
    HikariDialed = "tidepool/hikari.poolDialed", "(pool, conn int64, ok bool) (lifetime, keepalive int64)";
    /// A dialled connection goes into the bag, unless that is closed, and is offered: `again` as with `poolOffer`.
    HikariAdd = "tidepool/hikari.poolAdd", "(pool, conn int64) (added, again bool)";
    /// Takes a connection out that is in use or reserved. Reasons: 0 evicted, 1 too old, 2 dead, 3 broken, 4 not needed,
    /// 5 the pool is closed. True: it was in.
    HikariRemove = "tidepool/hikari.poolRemove", "(pool, conn int64, reason int) (closing bool)";
    /// A connection that was taken out, or never put in, is closed; `refill` asks for new ones.
    HikariClosed = "tidepool/hikari.poolClosed", "(pool, conn int64, refill bool) (adder bool)";
    /// Marks a connection and takes it out if it is idle or `owner` asks. True: close it.
    HikariEvict = "tidepool/hikari.poolEvict", "(pool, conn int64, reason int, owner bool) (closing bool)";
    /// Likewise with all: those to be closed.
    HikariEvictAll = "tidepool/hikari.poolEvictAll", "(pool int64, reason int) (closing []int64)";
    /// Takes those in use out: to be closed.
    HikariAbort = "tidepool/hikari.poolAbort", "(pool int64) (closing []int64)";
    /// The keepalive task takes an idle connection for itself.
    HikariReserve = "tidepool/hikari.poolReserve", "(pool, conn int64) (reserved bool)";
    /// It gives it back, and it is offered: `again` as with `poolOffer`.
    HikariUnreserve = "tidepool/hikari.poolUnreserve", "(pool, conn int64) (again bool)";
    /// Asks for connections for those who wait.
    HikariRequest = "tidepool/hikari.poolRequest", "(pool int64) (adder bool)";
    /// A run of the housekeeper. `starved`: the nanoseconds since the last one if they are too many, else 0.
    HikariHousekeep = "tidepool/hikari.poolHousekeep", "(pool int64) (starved int64, closing []int64, adder bool)";
    /// The adder wants its next task; without one it ends, after some seconds.
    HikariTask = "tidepool/hikari.poolTask", "(pool int64) (task bool)", blocks "hikari adder";
    /// Whether the adder's task has a connection to add.
    HikariShouldAdd = "tidepool/hikari.poolShouldAdd", "(pool int64) (should bool)";
    /// The task could not connect: for how many milliseconds it sleeps.
    HikariTaskFailed = "tidepool/hikari.poolTaskFailed", "(pool int64) (sleep int64)";
    /// The pool is shut down: nothing is added any more.
    HikariShutdown = "tidepool/hikari.poolShutdown", "(pool int64)";
    /// Nothing goes into the bag any more.
    HikariCloseBag = "tidepool/hikari.poolCloseBag", "(pool int64)";
    /// The number of the calling goroutine.
    HikariThread = "tidepool/hikari.thread", "() (id int64)";

    /// A full token bucket. Of this and the next ones: `limit` and `tokens` are the bits of floating-point numbers, `now` and
    /// `made` nanoseconds since 1970.
    LimiterNew = "golang.org/x/time/rate.limiterNew", "(limit int64, burst int) (limiter int64)";
    /// Promises `n` tokens if they come within `most` nanoseconds: after `wait` of them, at this limit.
    LimiterReserve = "golang.org/x/time/rate.limiterReserve", "(limiter, now int64, n int, most int64) (ok bool, wait, limit int64)";
    /// Takes a promise back.
    LimiterCancel = "golang.org/x/time/rate.limiterCancel", "(limiter, now int64, n int, made, wait, limit int64)";
    /// Changes the limit.
    LimiterSetLimit = "golang.org/x/time/rate.limiterSetLimit", "(limiter, now, limit int64)";
    /// Changes the burst.
    LimiterSetBurst = "golang.org/x/time/rate.limiterSetBurst", "(limiter, now int64, burst int)";
    /// Tokens at `now`, limit and burst.
    LimiterFigures = "golang.org/x/time/rate.limiterFigures", "(limiter, now int64) (tokens, limit int64, burst int)";

    /// A closed circuit breaker. Of this and the next ones: times in nanoseconds, states 0 closed, 1 half open, 2 open;
    /// `from` and `to` are equal unless the state has changed.
    BreakerNew = "github.com/sony/gobreaker/v2.breakerNew", "(maxRequests, interval, bucketPeriod, timeout, now int64) (breaker int64)";
    /// Brings it up to `now`.
    BreakerAdvance = "github.com/sony/gobreaker/v2.breakerAdvance", "(breaker, now int64) (state int, generation int64, from, to int)";
    /// A request wants to go through at `now`. `code`: 0 it may, and remembers the rest; 1 open; 2 enough others are trying;
    /// 4 the breaker has changed with time, and the request shall ask once more.
    BreakerEnter = "github.com/sony/gobreaker/v2.breakerEnter", "(breaker, now int64) (code int, generation, step int64, from, to int)";
    /// It has ended. `outcome`: 0 well, 1 badly, 2 it does not count. `code`: 0 it was counted; 3 it belongs to another
    /// generation; 4 as above.
    BreakerLeave = "github.com/sony/gobreaker/v2.breakerLeave", "(breaker, generation, step int64, outcome int, now int64) (code, from, to int)";
    /// Opens it.
    BreakerTrip = "github.com/sony/gobreaker/v2.breakerTrip", "(breaker, now int64) (from, to int)";
    /// Requests, successes, failures, exclusions, consecutive successes and failures.
    BreakerCounts = "github.com/sony/gobreaker/v2.breakerCounts", "(breaker int64) (counts []int64)";

    /// A closed circuit. Of this and the next ones: times in nanoseconds, `now` since 1970.
    CircuitNew = "github.com/afex/hystrix-go/hystrix.circuitNew", "() (circuit int64)";
    /// Whether it is open, or opens now since of at least `volume` requests `percent` have failed.
    CircuitIsOpen = "github.com/afex/hystrix-go/hystrix.circuitIsOpen", "(circuit, now, volume, percent int64) (open, opened bool)";
    /// Whether a request may try although it is open.
    CircuitTest = "github.com/afex/hystrix-go/hystrix.circuitTest", "(circuit, now, sleep int64) (allowed bool)";
    /// A request has gone well; whether that closes it.
    CircuitSucceed = "github.com/afex/hystrix-go/hystrix.circuitSucceed", "(circuit int64) (closed bool)";
    /// Counts a request that has ended.
    CircuitCount = "github.com/afex/hystrix-go/hystrix.circuitCount", "(circuit, now int64, failed bool)";
    /// Forgets what it has counted.
    CircuitReset = "github.com/afex/hystrix-go/hystrix.circuitReset", "(circuit int64)";

    /// The Redis server at an address.
    RedisOpen = "github.com/redis/go-redis/v9.serverOpen", "(addr string) (server int64)";
    /// A socket for a new connection; nothing is sent yet.
    RedisSocket = "github.com/redis/go-redis/v9.netSocket", "(server int64) (sock int64)";
    /// Dials for at most so many nanoseconds, 0 for no limit. `code`: 0 done, 1 refused, 2 not in time.
    RedisDial = "github.com/redis/go-redis/v9.netDial", "(sock, most int64) (code int)", blocks "IO wait";
    /// Sends a command and waits for its answer, for at most so many nanoseconds. `code`: 0 here it is, 1 the connection is
    /// lost, 2 not in time. `kind`: 0 nil, 1 `number`, 2 `text`, 3 a status, 4 an error, 5 a list as RESP 2 writes it.
    RedisSend = "github.com/redis/go-redis/v9.netSend", "(sock int64, words []string, most int64) (code, kind int, number int64, text string)", blocks "IO wait";
    /// Whether the connection is alive, without sending anything.
    RedisAlive = "github.com/redis/go-redis/v9.netAlive", "(sock int64) (alive bool)";
    /// Closes a socket on which nobody waits.
    RedisClose = "github.com/redis/go-redis/v9.netClose", "(sock int64)";
}

impl Native {
    /// Whether it remembers from which line it is called: where a connection begins to be used.
    pub fn wants_line(self) -> bool {
        matches!(self, Native::PoolBegin | Native::HikariBorrow)
    }
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
    const SOURCES: [(&str, &str); 9] = [
        ("database/sql", include_str!("../../go-std/src/database/sql/natives.go")),
        ("internal/mysqlwire", include_str!("../../go-std/src/internal/mysqlwire/mysqlwire.go")),
        ("net/http", include_str!("../../go-std/src/net/http/server.go")),
        ("internal/netline", include_str!("../../go-std/src/internal/netline/netline.go")),
        ("tidepool/hikari", include_str!("../../go-std/src/tidepool/hikari/natives.go")),
        ("golang.org/x/time/rate", include_str!("../../go-std/src/golang.org/x/time/rate/rate.go")),
        (
            "github.com/sony/gobreaker/v2",
            include_str!("../../go-std/src/github.com/sony/gobreaker/v2/gobreaker.go"),
        ),
        (
            "github.com/afex/hystrix-go/hystrix",
            include_str!("../../go-std/src/github.com/afex/hystrix-go/hystrix/circuit.go"),
        ),
        (
            "github.com/redis/go-redis/v9",
            include_str!("../../go-std/src/github.com/redis/go-redis/v9/wire.go"),
        ),
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
