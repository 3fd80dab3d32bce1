package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.id;
import static lab.Lab.mark;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** A connection in use is never taken away: past its maxLifetime it is closed when it is returned. */
final class LifetimeInUse {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s");
        config.setMaximumPoolSize(1);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            ds.setMaxLifetime(1000);
            mark();
            until(300);
            Connection connection = ds.getConnection();
            say("connection %d", id(connection));
            until(1600);
            show("past its lifetime", ds);
            say("a statement: %s", message(() -> connection.prepareStatement("SELECT id FROM goods").executeQuery()));
            connection.close();
            until(1800);
            show("returned", ds);
            say("connection %d", id(ds.getConnection()));
        }
    }
}
