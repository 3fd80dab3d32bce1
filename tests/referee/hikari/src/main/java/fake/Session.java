package fake;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection. It is a dynamic proxy: only what HikariCP and the experiments call is there. */
public final class Session {
    private static final Pattern SIGNAL = Pattern.compile(
            "SIGNAL SQLSTATE '(\\w{5})' SET MYSQL_ERRNO = (\\d+), MESSAGE_TEXT = '([^']*)'");

    private final Server server;
    private final Settings settings;
    private final int id;
    private volatile boolean closed;
    private final long accepted = Faults.now();
    private volatile long used = Faults.now();
    private volatile int networkTimeout; // milliseconds; 0 is none
    private boolean autoCommit = true;
    private boolean readOnly;

    Session(Server server, Settings settings, int id) {
        this.server = server;
        this.settings = settings;
        this.id = id;
    }

    /** The number that the server gave to this connection, as Connector/J's JdbcConnection.getId(). */
    public int getId() {
        return id;
    }

    /** The server has ended the session, or the client has closed it. */
    boolean ended() {
        long now = Faults.now();
        return closed || settings.waitTimeout() > 0 && now - used > settings.waitTimeout()
                || settings.faults().reset(accepted, now) > 0;
    }

    Connection connection() {
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "toString" -> "ConnectionImpl@" + Integer.toHexString(System.identityHashCode(self));
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> self == arguments[0];
            case "unwrap" -> this;
            case "isWrapperFor" -> false;
            case "isClosed" -> closed;
            case "close", "abort" -> {
                closed = true;
                yield null;
            }
            case "isValid" -> ping((Integer) arguments[0]);
            case "setNetworkTimeout" -> {
                checkOpen();
                networkTimeout = (Integer) arguments[1];
                yield null;
            }
            case "getNetworkTimeout" -> networkTimeout;
            case "getAutoCommit" -> autoCommit;
            case "setAutoCommit" -> {
                roundTrip();
                autoCommit = (Boolean) arguments[0];
                yield null;
            }
            case "commit", "rollback" -> {
                roundTrip();
                yield null;
            }
            case "isReadOnly" -> readOnly;
            case "setReadOnly" -> {
                readOnly = (Boolean) arguments[0];
                yield null;
            }
            case "getTransactionIsolation" -> Connection.TRANSACTION_REPEATABLE_READ;
            case "clearWarnings" -> null;
            case "prepareStatement", "createStatement" -> {
                checkOpen();
                yield statement(arguments == null ? null : (String) arguments[0]);
            }
            default -> throw new SQLFeatureNotSupportedException(method.toString());
        });
    }

    /** Prepared on the client's side, as Connector/J does it: making and closing it is no round trip. */
    private Statement statement(String prepared) {
        boolean[] over = {false};
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            String sql = arguments != null && arguments[0] instanceof String text ? text : prepared;
            return switch (method.getName()) {
                case "toString" -> "a statement";
                case "hashCode" -> System.identityHashCode(self);
                case "equals" -> self == arguments[0];
                case "close" -> {
                    over[0] = true;
                    yield null;
                }
                case "isClosed" -> over[0];
                case "executeQuery", "executeUpdate", "execute" -> {
                    if (over[0]) {
                        throw new SQLException("No operations allowed after statement closed.", "S1009");
                    }
                    statementTrip(sql);
                    yield method.getName().equals("executeQuery") ? Result.read(sql, settings)
                            : method.getName().equals("execute") ? (Object) false : 1;
                }
                default -> throw new SQLFeatureNotSupportedException(method.toString());
            };
        });
    }

    private void statementTrip(String sql) throws SQLException {
        roundTrip();
        Matcher signal = SIGNAL.matcher(sql);
        if (signal.matches()) {
            throw new SQLException(signal.group(3), signal.group(1), Integer.parseInt(signal.group(2)));
        }
    }

    private void roundTrip() throws SQLException {
        checkOpen();
        if (!answered(settings.latency().getAsLong(), 0)) {
            closed = true;
            throw new SQLRecoverableException("Communications link failure", "08S01");
        }
        if (server.fails(settings.failEvery())) {
            throw new SQLException("Unknown error", "HY000", 1105);
        }
    }

    /** Waits for an answer, at most so long (0 is for ever); false if none comes, as the session has ended or ends. */
    private boolean answered(long work, long limit) {
        if (ended()) {
            return false;
        }
        Faults faults = settings.faults();
        long now = Faults.now();
        long answer = faults.through(faults.through(now) + work);
        long reset = faults.reset(now, answer);
        long end = reset > 0 ? faults.through(reset) : answer;
        if (faults.forgotten(accepted, answer)) {
            end = Long.MAX_VALUE;
        }
        boolean late = limit > 0 && end - now > limit;
        sleep(late ? limit : end - now);
        used = Faults.now();
        return reset == 0 && !late;
    }

    /**
     * No answer, or one that comes too late, closes the connection. A limit given here stands above the
     * network timeout.
     */
    private boolean ping(int seconds) {
        long limit = seconds > 0 ? seconds * 1_000_000_000L : networkTimeout * 1_000_000L;
        boolean alive = answered(settings.ping().getAsLong(), limit);
        if (!alive) {
            closed = true;
        }
        return alive;
    }

    private void checkOpen() throws SQLException {
        if (closed) {
            throw new SQLNonTransientConnectionException("No operations allowed after connection closed.", "08003");
        }
    }

    static void sleep(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                return;
            }
        }
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
