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

/** A connection evicted while a thread waits is replaced for it only if minimumIdle asks for one: with 0 the waiter waits in vain. */
final class EvictedWithWaiter {
    public static void main(String[] args) throws Exception {
        begin();
        for (int minimum : new int[] {1, 0}) {
            HikariConfig config = config("dial=150ms&ping=0s&latency=0s");
            config.setMaximumPoolSize(1);
            config.setMinimumIdle(minimum);
            config.setConnectionTimeout(1000);
            try (HikariDataSource ds = new HikariDataSource(config)) {
                Connection held = ds.getConnection();
                mark();
                Thread waiter = go(() -> {
                    say("the waiter: %s", message(() -> ds.getConnection()));
                    say("at %s", about(now()));
                });
                until(300);
                ds.evictConnection(held);
                until(400);
                show("minimumIdle " + minimum + ", evicted", ds);
                waiter.join();
                show("minimumIdle " + minimum + ", at the end", ds);
                say("and the next borrow: %s", minimum == 1 ? "not tried" : message(() -> ds.getConnection()));
            }
        }
    }
}
