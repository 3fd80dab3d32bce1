package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.show;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;

/** A connection that nobody can return any more is lost for ever: the collector does not bring it back. */
final class Abandoned {
    public static void main(String[] args) throws Exception {
        System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", "500");
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(300);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(300);
            go(() -> abandon(ds)).join();
            go(() -> abandon(ds)).join();
            for (int i = 0; i < 3; i++) {
                System.gc();
                Thread.sleep(300);
            }
            show("collected three times", ds);
            say("%s", message(() -> ds.getConnection()));
        }
    }

    private static void abandon(HikariDataSource ds) throws SQLException {
        ds.getConnection();
    }
}
