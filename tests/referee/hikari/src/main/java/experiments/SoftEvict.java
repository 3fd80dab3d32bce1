package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.config;
import static lab.Lab.id;
import static lab.Lab.ids;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.show;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** softEvictConnections closes idle connections at once and those in use when they are returned; all are replaced. */
final class SoftEvict {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=150ms&ping=0s&latency=0s");
        config.setMaximumPoolSize(3);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(700);
            Connection held = ds.getConnection();
            say("held is %d", id(held));
            ds.getHikariPoolMXBean().softEvictConnections();
            show("evicted", ds);
            Thread.sleep(700);
            show("filled", ds);
            say("a statement on the held one: %s",
                    message(() -> held.prepareStatement("SELECT id FROM goods").executeQuery()));
            held.close();
            show("held one returned", ds);
            Thread.sleep(400);
            show("filled", ds);
            say("connections %s", ids(borrow(ds, 3)));
        }
    }
}
