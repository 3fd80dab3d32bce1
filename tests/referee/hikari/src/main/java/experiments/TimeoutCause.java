package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.close;
import static lab.Lab.codes;
import static lab.Lab.config;
import static lab.Lab.hog;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.text;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A timeout while the database refuses carries the last failure, with its SQLState and error code. */
final class TimeoutCause {
    public static void main(String[] args) throws Exception {
        begin();
        String url = "dial=0s&ping=0s&maxConnections=2";
        HikariDataSource hog = hog(url, 1);
        HikariConfig config = config(url);
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(300);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Connection held = ds.getConnection();
            print(ds, "refused");
            Thread.sleep(400); // the order lapses
            hog.close();
            List<Connection> more = borrow(ds, 1);
            show("room for a second", ds);
            print(ds, "a third is refused");
            more.get(0).close();
            close(borrow(ds, 1));
            held.close();
        }
    }

    private static void print(HikariDataSource ds, String when) {
        try {
            ds.getConnection();
        } catch (SQLException e) {
            say("%s: %s", when, text(e));
            say("codes %s, next: %s", codes(e), text(e.getNextException()));
            say("cause is next: %b, its codes %s", e.getCause() == e.getNextException(), codes(e.getNextException()));
        }
    }
}
