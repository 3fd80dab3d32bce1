package experiments;

import static lab.Lab.begin;
import static lab.Lab.codes;
import static lab.Lab.config;
import static lab.Lab.hog;
import static lab.Lab.say;
import static lab.Lab.text;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;

/** Opening a connection clears the last failure: a later timeout carries none. */
final class TimeoutCauseForgotten {
    public static void main(String[] args) throws Exception {
        begin();
        String url = "dial=0s&ping=0s&maxConnections=1";
        HikariDataSource hog = hog(url, 1);
        HikariConfig config = config(url);
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(300);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            codesOfTimeout(ds, "refused");
            hog.close();
            ds.getConnection();
            codesOfTimeout(ds, "held");
        }
    }

    private static void codesOfTimeout(HikariDataSource ds, String when) {
        try {
            ds.getConnection();
        } catch (SQLException e) {
            say("%s: %s, codes %s", when, text(e), codes(e));
        }
    }
}
