package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.show;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** A leak is reported once and never taken back: the connection stays active, works, and others time out. */
final class LeakNotReclaimed {
    public static void main(String[] args) throws Exception {
        System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", "500");
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s");
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(500);
        config.setLeakDetectionThreshold(2000);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Connection leaked = leak(ds);
            Thread.sleep(2500);
            say("%s", message(() -> ds.getConnection()));
            Thread.sleep(2500);
            say("%s", message(() -> ds.getConnection()));
            show("after 6 s", ds);
            say("a statement: %s", message(() -> leaked.prepareStatement("SELECT id FROM goods").executeQuery()));
        }
    }

    private static Connection leak(HikariDataSource ds) throws SQLException {
        return ds.getConnection();
    }
}
