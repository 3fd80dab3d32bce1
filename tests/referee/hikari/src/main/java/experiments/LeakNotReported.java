package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.config;
import static lab.Lab.mark;
import static lab.Lab.say;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.List;

/** A connection returned, or evicted, before the threshold is not reported. */
final class LeakNotReported {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s");
        config.setMaximumPoolSize(2);
        config.setLeakDetectionThreshold(2000);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(300);
            mark();
            List<Connection> both = borrow(ds, 2);
            until(1500);
            both.get(0).close();
            ds.evictConnection(both.get(1));
            until(2500);
            say("nothing at 2500 ms");
            both.get(1).close();
        }
    }
}
