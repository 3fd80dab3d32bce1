package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.id;
import static lab.Lab.mark;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.took;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** Dead connections found at borrow are closed one after the other; the caller gets a fresh one, and no error. */
final class DeadAtBorrow {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=100ms&ping=0s&waitTimeout=600ms");
        config.setMaximumPoolSize(2);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            mark();
            until(500);
            show("filled", ds);
            until(1100);
            Connection[] connection = {null};
            say("borrowed in %s", took(() -> connection[0] = ds.getConnection()));
            say("connection %d", id(connection[0]));
            Thread.sleep(300);
            show("filled again", ds);
        }
    }
}
