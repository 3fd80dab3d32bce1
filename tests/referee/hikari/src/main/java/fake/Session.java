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
    private volatile long used = System.nanoTime();
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
        return closed || settings.waitTimeout() > 0 && System.nanoTime() - used > settings.waitTimeout();
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
            case "isValid" -> ping();
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
        if (server.fails(settings.failEvery())) {
            throw new SQLException("Unknown error", "HY000", 1105);
        }
        Matcher signal = SIGNAL.matcher(sql);
        if (signal.matches()) {
            throw new SQLException(signal.group(3), signal.group(1), Integer.parseInt(signal.group(2)));
        }
    }

    private void roundTrip() throws SQLException {
        checkOpen();
        if (ended()) {
            closed = true;
            throw new SQLRecoverableException("Communications link failure", "08S01");
        }
        sleep(settings.latency().getAsLong());
        used = System.nanoTime();
    }

    /** A session that has ended, or an answer that comes after the network timeout, closes the connection. */
    private boolean ping() {
        if (ended()) {
            closed = true;
            return false;
        }
        long time = settings.ping().getAsLong();
        long limit = networkTimeout * 1_000_000L;
        if (limit > 0 && time > limit) {
            sleep(limit);
            closed = true;
            return false;
        }
        sleep(time);
        used = System.nanoTime();
        return true;
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
