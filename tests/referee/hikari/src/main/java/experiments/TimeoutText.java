package experiments;

import static lab.Lab.about;
import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.codes;
import static lab.Lab.config;
import static lab.Lab.now;
import static lab.Lab.say;
import static lab.Lab.text;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;

/** The exception of a borrow that timed out: its text, its figures, how long it took. */
final class TimeoutText {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(300);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(200);
            borrow(ds, 2);
            long from = now();
            try {
                ds.getConnection();
            } catch (SQLException e) {
                say("after %s: %s", about(now() - from), text(e));
                say("%s, codes %s", e.getClass().getSimpleName(), codes(e));
                say("next: %s, cause: %s", e.getNextException(), e.getCause());
            }
        }
    }
}
