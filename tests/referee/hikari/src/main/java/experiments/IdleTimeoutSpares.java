package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.close;
import static lab.Lab.config;
import static lab.Lab.ids;
import static lab.Lab.mark;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.List;

/** What was used lately stays, though it is the newest; those idle for long go. */
final class IdleTimeoutSpares {
    public static void main(String[] args) throws Exception {
        System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", "1000");
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            ds.setIdleTimeout(1500);
            mark(); // the housekeeper runs at 100, 1100, 2100
            until(200);
            List<Connection> four = borrow(ds, 4);
            until(400);
            close(four);
            until(1400);
            ds.getConnection().close();
            until(2400);
            show("after the housekeeper", ds);
            say("left is %s", ids(borrow(ds, 1)));
        }
    }
}
