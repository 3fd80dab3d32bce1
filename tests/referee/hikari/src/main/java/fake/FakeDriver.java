package fake;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * A JDBC driver without a server behind it. How long things take and what fails is read from the query part of the
 * URL, with the keys of the Go fake (../fakemysql): see {@link Settings}. What a client of MySQL sees of failures
 * (SQLState, error code, which calls close the connection) follows Connector/J.
 */
public final class FakeDriver implements Driver {
    static {
        try {
            DriverManager.registerDriver(new FakeDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        int query = url.indexOf('?');
        String server = query < 0 ? url : url.substring(0, query);
        return Server.find(server).accept(Settings.parse(query < 0 ? "" : url.substring(query + 1))).connection();
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:mysql:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
