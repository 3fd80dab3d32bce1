package experiments;

import static lab.Lab.about;
import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.mark;
import static lab.Lab.message;
import static lab.Lab.now;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** A connection past its maxLifetime is closed at its return although a thread waits; with minimumIdle 0 nobody opens another for it. */
final class ExpiredWithWaiter {
    public static void main(String[] args) throws Exception {
        begin();
        for (int minimum : new int[] {1, 0}) {
            HikariConfig config = config("dial=0s&ping=0s&latency=0s");
            config.setMaximumPoolSize(1);
            config.setMinimumIdle(minimum);
            config.setInitializationFailTimeout(-1);
            config.setConnectionTimeout(1000);
            try (HikariDataSource ds = new HikariDataSource(config)) {
                ds.setMaxLifetime(400);
                mark();
                Connection held = ds.getConnection();
                until(600);
                Thread waiter = go(() -> {
                    say("the waiter: %s", message(() -> ds.getConnection()));
                    say("at %s", about(now()));
                });
                until(800);
                held.close();
                waiter.join();
                show("minimumIdle " + minimum, ds);
            }
        }
    }
}
