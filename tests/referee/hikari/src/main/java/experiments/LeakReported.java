package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.mark;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection held for longer than leakDetectionThreshold is reported with the stack of its borrower; its return is reported, too. */
final class LeakReported {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(1);
        config.setLeakDetectionThreshold(2000);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            mark();
            Connection connection = hold(ds);
            until(1900);
            say("1900 ms");
            until(2200);
            show("2200 ms", ds);
            until(3500);
            connection.close();
            show("returned", ds);
        }
    }

    private static Connection hold(HikariDataSource ds) throws SQLException {
        return ds.getConnection();
    }
}
