package experiments;

import static lab.Lab.begin;
import static lab.Lab.codes;
import static lab.Lab.config;
import static lab.Lab.id;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.text;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection that died within the window of trust is handed out; its first statement fails and it is evicted. */
final class DeadWithinWindow {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s&waitTimeout=200ms");
        config.setMaximumPoolSize(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            ds.getConnection().close();
            Thread.sleep(400);
            Connection connection = ds.getConnection();
            say("connection %d", id(connection));
            try {
                connection.prepareStatement("SELECT id FROM goods").executeQuery();
            } catch (SQLException e) {
                say("%s, codes %s", text(e), codes(e));
            }
            say("closed: %b, valid: %b", connection.isClosed(), connection.isValid(1));
            say("again: %s", message(() -> connection.commit()));
            Thread.sleep(100);
            show("replaced", ds);
            connection.close();
            show("closed", ds);
            say("connection %d", id(ds.getConnection()));
        }
    }
}
