package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.close;
import static lab.Lab.config;
import static lab.Lab.mark;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.List;

/** A data source copies its configuration: what is set on it later does not reach the pool. */
final class ConfigCopied {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("");
        config.setMaximumPoolSize(3);
        config.setConnectionTimeout(500);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            config.setMaximumPoolSize(6);
            config.setMinimumIdle(6);
            config.setConnectionTimeout(250);
            mark();
            until(400);
            show("filled", ds);
            List<Connection> all = borrow(ds, 3);
            say("fourth: %s", message(() -> ds.getConnection()));
            close(all);
        }
    }
}
