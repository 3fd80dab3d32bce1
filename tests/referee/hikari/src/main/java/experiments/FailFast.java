package experiments;

import static lab.Lab.about;
import static lab.Lab.begin;
import static lab.Lab.codes;
import static lab.Lab.config;
import static lab.Lab.hog;
import static lab.Lab.now;
import static lab.Lab.say;
import static lab.Lab.text;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;

/** If the first connection is refused, the constructor throws after the pause of 1 s that follows every attempt. */
final class FailFast {
    public static void main(String[] args) throws Exception {
        begin();
        String url = "dial=0s&maxConnections=1";
        HikariDataSource hog = hog(url, 1);
        HikariConfig config = config(url);
        long from = now();
        try {
            new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            say("%s", text(e));
            say("cause: %s", codes((SQLException) e.getCause()));
        }
        say("after %s", about(now() - from));
        hog.close();
    }
}
