package lab;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fake.Server;
import fake.Session;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the experiments share: printing without the noise of a real clock, pauses, threads. */
public final class Lab {
    private static final PrintStream OUT = System.out;
    private static long start;

    static {
        System.setErr(new PrintStream(new LogFilter(), true, StandardCharsets.UTF_8));
    }

    private Lab() {}

    /** Something that may throw. */
    public interface Action {
        void run() throws Exception;
    }

    /** A configuration of a pool "shop" whose database behaves as the query part of its URL says. */
    public static HikariConfig config(String query) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setPoolName("shop");
        config.setJdbcUrl("jdbc:mysql://db/shop?" + query);
        return config;
    }

    /**
     * Loads the classes before anything is timed, and sets the clock of {@link #until} to 0. The pool used for it is
     * named, so that it takes no number away.
     */
    public static void begin() throws Exception {
        String period = System.clearProperty("com.zaxxer.hikari.housekeeping.periodMs");
        HikariConfig config = new HikariConfig();
        config.setPoolName("warm");
        config.setJdbcUrl("jdbc:mysql://warm/up?dial=0s&latency=0s");
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Connection connection = ds.getConnection();
            connection.prepareStatement("SELECT id FROM warm").executeQuery();
            message(() -> ds.getConnection().close());
            show(null, ds);
            connection.close();
        }
        if (period != null) {
            System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", period);
        }
        Server.begin();
        start = System.nanoTime();
    }

    /** Sets the clock of {@link #until} and {@link #now} to 0. */
    public static void mark() {
        start = System.nanoTime();
    }

    /** Milliseconds since the beginning, or since the last mark. */
    public static long now() {
        return Math.round((System.nanoTime() - start) / 1e6);
    }

    /** Pauses until so many milliseconds have passed since the beginning, or since the last mark. */
    public static void until(long millis) throws InterruptedException {
        long left = millis - (System.nanoTime() - start) / 1_000_000;
        if (left > 0) {
            Thread.sleep(left);
        }
    }

    public static synchronized void say(String format, Object... arguments) {
        OUT.printf(format + "%n", arguments);
    }

    /** The figures of the pool, printed unless {@code when} is null. */
    public static void show(String when, HikariDataSource ds) {
        var pool = ds.getHikariPoolMXBean();
        String figures = String.format("total=%d active=%d idle=%d waiting=%d", pool.getTotalConnections(),
                pool.getActiveConnections(), pool.getIdleConnections(), pool.getThreadsAwaitingConnection());
        if (when != null) {
            say("%s: %s", when, figures);
        }
    }

    /** A time to the nearest 50 ms. */
    public static String about(long millis) {
        return about(millis, 50);
    }

    public static String about(long millis, long step) {
        return (millis + step / 2) / step * step + "ms";
    }

    /** How long something took, to the nearest 50 ms. */
    public static String took(Action action) throws Exception {
        long from = System.nanoTime();
        action.run();
        return about(Math.round((System.nanoTime() - from) / 1e6));
    }

    /** The text of the exception that something throws, or "none"; the time it names is rounded. */
    public static String message(Action action) {
        try {
            action.run();
            return "none";
        } catch (Exception e) {
            return text(e);
        }
    }

    /** The first line of an exception's text; the time it names is rounded. */
    public static String text(Exception e) {
        String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        var after = Pattern.compile("after (\\d+)ms").matcher(text);
        return after.replaceAll(found -> "after " + about(Long.parseLong(found.group(1))));
    }

    /** SQLState and error code, as "08004/1040". */
    public static String codes(SQLException e) {
        return (e.getSQLState() == null ? "none" : e.getSQLState()) + "/" + e.getErrorCode();
    }

    /** The number that the server gave to the connection. */
    public static int id(Connection connection) throws SQLException {
        return connection.unwrap(Session.class).getId();
    }

    /** Borrows so many connections. */
    public static List<Connection> borrow(HikariDataSource ds, int count) throws SQLException {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            connections.add(ds.getConnection());
        }
        return connections;
    }

    /** A pool that takes so many of the server's connections, until it is closed. */
    public static HikariDataSource hog(String query, int count) throws Exception {
        HikariConfig config = config(query);
        config.setPoolName("hog");
        config.setMaximumPoolSize(count);
        HikariDataSource ds = new HikariDataSource(config);
        borrow(ds, count);
        return ds;
    }

    /** The numbers of connections, separated by blanks. */
    public static String ids(List<Connection> connections) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (Connection connection : connections) {
            text.append(text.isEmpty() ? "" : " ").append(id(connection));
        }
        return text.toString();
    }

    public static void close(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    /** Runs something in a thread of its own; what it throws is printed. */
    public static Thread go(Action action) {
        Thread thread = new Thread(() -> {
            try {
                action.run();
            } catch (Exception e) {
                say("thread failed: %s", text(e));
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    public static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Lets log lines through, without the names that differ from run to run; of a stack trace only our own frame. */
    private static final class LogFilter extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private boolean framed;

        private static String neutral(String text) {
            text = text.replaceAll("ConnectionImpl@[0-9a-f]+", "<connection>")
                    .replaceAll("on thread \\S+?(,| was)", "on thread <thread>$1");
            return Pattern.compile("delta=(\\d+)ms[^)]*").matcher(text)
                    .replaceAll(found -> "delta=" + about(Long.parseLong(found.group(1))));
        }

        @Override
        public synchronized void write(int b) {
            if (b != '\n') {
                line.write(b);
                return;
            }
            String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            line.reset();
            if (text.matches("(INFO|WARN|ERROR) .*")) {
                framed = !text.contains("ProxyLeakTask");
                say("%s", neutral(text));
            } else if (!framed && text.startsWith("\tat experiments.")) {
                framed = true;
                say("  at %s", text.replaceFirst(".*\\.(\\w+)\\(.*", "$1"));
            } else if (text.startsWith("Exception in thread") || text.contains("SLF4J")) {
                say("%s", text);
            }
        }
    }
}
