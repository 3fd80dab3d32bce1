package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.say;
import static lab.Lab.took;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** connectionTimeout 0 waits as long as it takes. */
final class TimeoutNone {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(0);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Connection only = ds.getConnection();
            Thread holder = go(() -> {
                Thread.sleep(2000);
                only.close();
            });
            say("borrowed after %s", took(() -> ds.getConnection()));
            holder.join();
        }
    }
}
