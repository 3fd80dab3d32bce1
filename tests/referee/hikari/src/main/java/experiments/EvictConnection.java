package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.config;
import static lab.Lab.ids;
import static lab.Lab.say;
import static lab.Lab.show;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.List;

/** evictConnection takes a connection out of the pool in its user's hands; the user's close does nothing any more. */
final class EvictConnection {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=150ms&ping=0s&latency=0s");
        config.setMaximumPoolSize(2);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(400);
            List<Connection> both = borrow(ds, 2);
            ds.evictConnection(both.get(0));
            show("evicted", ds);
            Thread.sleep(300);
            show("replaced", ds);
            both.get(0).close();
            show("closed by its user", ds);
            both.get(1).close();
            show("the other closed", ds);
            say("connections %s", ids(borrow(ds, 2)));
        }
    }
}
