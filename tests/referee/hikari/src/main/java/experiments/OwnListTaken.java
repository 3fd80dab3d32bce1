package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.close;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.ids;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** What stands in a thread's own list can be taken by others; it is passed over then, and comes back when it is returned. */
final class OwnListTaken {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(4);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(500);
            close(borrow(ds, 4)); // the own list is 1 2 3 4
            List<Connection> others = new ArrayList<>();
            go(() -> others.addAll(borrow(ds, 2))).join();
            say("another thread: %s", ids(others));
            List<Connection> own = borrow(ds, 2);
            say("this one: %s", ids(own));
            close(own); // now 1 2 4 3
            go(() -> {
                List<Connection> more = borrow(ds, 1);
                say("a third: %s", ids(more));
                close(more); // 3 is in its list, and still the last in the own one
            }).join();
            close(others); // by this thread: now 1 2 4 3 1 2
            say("this one: %s", ids(borrow(ds, 4)));
        }
    }
}
