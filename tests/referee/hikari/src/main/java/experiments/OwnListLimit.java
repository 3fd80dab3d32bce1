package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.close;
import static lab.Lab.config;
import static lab.Lab.ids;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.List;

/** A thread's own list holds at most 50 connections. */
final class OwnListLimit {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(53);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            while (ds.getHikariPoolMXBean().getTotalConnections() < 53) {
                Thread.sleep(10);
            }
            close(borrow(ds, 53));
            List<Connection> again = borrow(ds, 53);
            say("returned 1 to 53; the first three: %s", ids(again.subList(0, 3)));
            say("the last five: %s", ids(again.subList(48, 53)));
        }
    }
}
