package fake;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What all pools with the same address share: the sessions, the numbers given to them, and the statements counted. */
final class Server {
    private static final Map<String, Server> SERVERS = new ConcurrentHashMap<>();

    private final List<Session> sessions = new ArrayList<>();
    private int accepted;
    private int statements;

    static Server find(String address) {
        return SERVERS.computeIfAbsent(address, a -> new Server());
    }

    Session accept(Settings settings) throws SQLException {
        Session.sleep(settings.dial().getAsLong());
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

    /** Counts a statement and says whether it is one that fails. */
    synchronized boolean fails(int every) {
        statements++;
        return every > 0 && statements % every == 0;
    }
}
