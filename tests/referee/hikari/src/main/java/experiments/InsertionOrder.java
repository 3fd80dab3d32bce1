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

/** A thread that has returned nothing gets idle connections in the order in which they were opened. */
final class InsertionOrder {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(5);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(500);
            List<Connection> c = borrow(ds, 5);
            for (int i : new int[] {4, 2, 0, 1, 3}) {
                c.get(i).close();
            }
            go(() -> {
                say("another thread: %s", ids(borrow(ds, 3)));
            }).join();
            say("this one: %s", ids(borrow(ds, 2)));
        }
    }
}
