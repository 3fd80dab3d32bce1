package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.id;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** Idle connections are reset: those idle for long are found dead at borrow, and the user sees no error. */
final class FaultDropIdle {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s&faults=drop@1s");
        config.setMaximumPoolSize(3);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            until(1500);
            show("nobody has noticed", ds);
            Connection connection = ds.getConnection();
            say("connection %d", id(connection));
            say("a statement: %s", message(() -> connection.prepareStatement("SELECT id FROM goods").executeQuery()));
            until(2000);
            show("filled again", ds);
        }
    }
}
