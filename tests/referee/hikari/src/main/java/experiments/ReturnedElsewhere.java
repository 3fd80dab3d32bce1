package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.ids;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.List;

/** A connection goes to the list of the thread that returns it, not of the one that borrowed it. */
final class ReturnedElsewhere {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(3);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(400);
            List<Connection> c = borrow(ds, 3);
            c.get(0).close();
            go(() -> {
                c.get(1).close();
                c.get(2).close();
                List<Connection> one = borrow(ds, 1);
                say("the thread that returned 2 and 3: %s", ids(one));
            }).join();
            say("the thread that returned 1: %s", ids(borrow(ds, 2)));
        }
    }
}
