package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.close;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.ids;
import static lab.Lab.mark;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** The housekeeper closes connections idle for longer than idleTimeout, newest first, down to minimumIdle. */
final class IdleTimeout {
    public static void main(String[] args) throws Exception {
        System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", "1000");
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(2);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            ds.setIdleTimeout(1500); // at run time: a configuration allows no less than 10 s
            mark(); // the housekeeper runs at 100, 1100, 2100, 3100
            until(200);
            List<Connection> six = borrow(ds, 6);
            until(400);
            close(six);
            until(1400);
            show("idle for 1 s", ds);
            until(2000);
            show("idle for 1.6 s, before the housekeeper", ds);
            until(2400);
            show("after it", ds);
            until(3400);
            show("after its next run", ds);
            List<Connection> left = new ArrayList<>();
            go(() -> left.addAll(borrow(ds, 2))).join();
            say("left are %s", ids(left));
        }
    }
}
