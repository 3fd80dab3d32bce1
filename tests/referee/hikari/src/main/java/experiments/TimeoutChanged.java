package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.mark;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A connectionTimeout set at run time holds from the housekeeper's next run on. */
final class TimeoutChanged {
    public static void main(String[] args) throws Exception {
        System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", "1000");
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(500);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            mark();
            ds.getConnection();
            until(200);
            ds.setConnectionTimeout(300);
            say("reads back as %dms", ds.getConnectionTimeout());
            say("before the next run: %s", message(() -> ds.getConnection()));
            until(1300);
            say("after it: %s", message(() -> ds.getConnection()));
        }
    }
}
