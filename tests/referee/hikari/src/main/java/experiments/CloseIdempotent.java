package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.say;
import static lab.Lab.show;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** A second close does nothing, even when somebody else has borrowed the connection meanwhile. */
final class CloseIdempotent {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Connection first = ds.getConnection();
            first.close();
            first.close();
            show("closed twice", ds);
            Connection second = ds.getConnection();
            first.close();
            show("closed again after the next borrow", ds);
            say("first closed: %b, second closed: %b", first.isClosed(), second.isClosed());
        }
    }
}
