package fake;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What all pools with the same address share: the sessions, the numbers given to them, and the round trips counted. */
public final class Server {
    private static final Map<String, Server> SERVERS = new ConcurrentHashMap<>();

    private final List<Session> sessions = new ArrayList<>();
    private int accepted;
    private int roundTrips;

    static Server find(String address) {
        return SERVERS.computeIfAbsent(address, a -> new Server());
    }

    Session accept(Settings settings) throws SQLException {
        dial(settings);
        synchronized (this) {
            sessions.removeIf(Session::ended);
            if (sessions.size() >= settings.maxConnections()) {
                throw new SQLNonTransientConnectionException(
                        "Data source rejected establishment of connection,  message from server: \"Too many connections\"",
                        "08004", 1040);
            }
            Session session = new Session(this, settings, ++accepted);
            sessions.add(session);
            return session;
        }
    }

    /** A dial that takes longer than the login timeout is given up, and nobody listens during a restart. */
    private static void dial(Settings settings) throws SQLException {
        Faults faults = settings.faults();
        long now = Faults.now();
        long time = faults.through(faults.through(now) + faults.dial(now, settings.dial().getAsLong())) - now;
        long limit = DriverManager.getLoginTimeout() * 1_000_000_000L;
        Session.sleep(limit > 0 ? Math.min(limit, time) : time);
        if (faults.down(Faults.now()) || limit > 0 && time > limit) {
            throw new SQLRecoverableException("Communications link failure", "08S01");
        }
    }

    /** Sets the clock of all faults to 0. */
    public static void begin() {
        Faults.begin();
    }

    /** Counts a round trip that is no ping and says whether it is one that fails. */
    synchronized boolean fails(int every) {
        roundTrips++;
        return every > 0 && roundTrips % every == 0;
    }
}
