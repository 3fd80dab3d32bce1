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

/** A firewall forgets idle connections: validation waits for an answer for longer than the borrower may, one dead connection after the other. */
final class FaultForget {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s&faults=forget@1s");
        config.setMaximumPoolSize(3);
        config.setConnectionTimeout(3000);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            until(2000);
            show("nobody has noticed", ds);
            for (int borrower = 1; borrower <= 3; borrower++) {
                say("borrower %d: %s", borrower, message(() -> ds.getConnection()));
                until(2000 + borrower * 5500);
                show("later", ds);
            }
            Connection connection = ds.getConnection();
            say("connection %d", id(connection));
            say("a statement: %s", message(() -> connection.prepareStatement("SELECT id FROM goods").executeQuery()));
        }
    }
}
