package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.config;
import static lab.Lab.ids;
import static lab.Lab.say;
import static lab.Lab.show;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** In a pool of fixed size (minimumIdle = maximumPoolSize) idleTimeout closes nothing. */
final class IdleTimeoutFixed {
    public static void main(String[] args) throws Exception {
        System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", "500");
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(3);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            ds.setIdleTimeout(500);
            Thread.sleep(2500);
            show("idle for 2 s", ds);
            say("connections %s", ids(borrow(ds, 3)));
        }
    }
}
