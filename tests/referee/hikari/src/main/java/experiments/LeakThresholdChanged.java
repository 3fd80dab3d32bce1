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

/** A threshold set at run time holds for what is borrowed after the housekeeper's next run. */
final class LeakThresholdChanged {
    public static void main(String[] args) throws Exception {
        System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", "1000");
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(2);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            mark();
            until(300);
            ds.setLeakDetectionThreshold(400);
            Connection before = early(ds);
            until(1000);
            say("nothing at 1 s");
            until(1300);
            Connection after = late(ds);
            until(2000);
            before.close();
            after.close();
            show("both returned", ds);
        }
    }

    private static Connection early(HikariDataSource ds) throws SQLException {
        return ds.getConnection();
    }

    private static Connection late(HikariDataSource ds) throws SQLException {
        return ds.getConnection();
    }
}
