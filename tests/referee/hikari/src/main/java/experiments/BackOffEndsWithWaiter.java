package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.hog;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.took;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A back-off that nobody waits for any more ends; a new waiter begins with a new one. */
final class BackOffEndsWithWaiter {
    public static void main(String[] args) throws Exception {
        begin();
        String url = "dial=0s&ping=0s&maxConnections=1";
        HikariDataSource hog = hog(url, 1);
        HikariConfig config = config(url);
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(800);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            // Attempts at 0 … 630 ms; that of 1270 ms finds nobody waiting, and the order is dropped.
            say("%s", message(() -> ds.getConnection()));
            Thread.sleep(800);
            hog.close();
            Thread.sleep(1500);
            show("the database has room, nobody waits", ds);
            say("borrowed in %s", took(() -> ds.getConnection()));
        }
    }
}
