package experiments;

import static lab.Lab.about;
import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.close;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.message;
import static lab.Lab.now;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.took;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.List;

/** Closing the pool closes idle connections and aborts those in use; whoever waits is told at its timeout, and new ones at once. */
final class PoolClose {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s");
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(600);
        HikariDataSource ds = new HikariDataSource(config);
        Thread.sleep(300);
        List<Connection> both = borrow(ds, 2);
        Thread waiter = go(() -> {
            long from = now();
            String text = message(() -> ds.getConnection());
            say("the waiter after %s: %s", about(now() - from), text);
        });
        Thread.sleep(200);
        show("before", ds);
        say("running: %b, closed: %b", ds.isRunning(), ds.isClosed());
        say("close in %s", took(ds::close));
        say("running: %b, closed: %b", ds.isRunning(), ds.isClosed());
        show("closed", ds);
        say("borrow: %s", message(() -> ds.getConnection()));
        say("close again in %s", took(ds::close));
        waiter.join();
        say("returning what was aborted: %s", message(() -> close(both)));
        show("at the end", ds);
    }
}
