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

/** If the rollback of a close fails, close throws, and the connection is evicted. */
final class RollbackFails {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s&waitTimeout=300ms");
        config.setMaximumPoolSize(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Connection connection = ds.getConnection();
            connection.setAutoCommit(false);
            connection.prepareStatement("UPDATE goods SET stock = 1").executeUpdate();
            Thread.sleep(600);
            try {
                connection.close();
            } catch (SQLException e) {
                say("close: %s, codes %s", text(e), codes(e));
            }
            say("closed again: %s", message(connection::close));
            Thread.sleep(100);
            show("replaced", ds);
            say("connection %d", id(ds.getConnection()));
        }
    }
}
