package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.close;
import static lab.Lab.config;
import static lab.Lab.ids;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.List;

/** A thread gets the connections it has returned itself, the last returned first. */
final class OwnListNewestFirst {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(5);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(500);
            List<Connection> c = borrow(ds, 5);
            say("first: %s", ids(c));
            for (int i : new int[] {1, 3, 0, 4, 2}) {
                c.get(i).close();
            }
            c = borrow(ds, 5);
            say("returned 2 4 1 5 3, borrowed: %s", ids(c));
            close(c);
            say("returned in that order, borrowed: %s", ids(borrow(ds, 5)));
        }
    }
}
