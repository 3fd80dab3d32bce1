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

/** A dead connection, and no room for a new one: the timeout tells of the last failure. */
final class DeadAndFull {
    public static void main(String[] args) throws Exception {
        begin();
        String url = "dial=0s&ping=0s&latency=0s&maxConnections=1&waitTimeout=600ms";
        HikariConfig config = config(url);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(300);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(800);
            // The server has room again: it has ended the idle session. Somebody else takes it.
            HikariDataSource hog = hog(url, 1);
            try {
                ds.getConnection();
            } catch (SQLException e) {
                say("%s, codes %s", text(e), codes(e));
                say("next: %s", text(e.getNextException()));
            }
            hog.close();
        }
    }
}
