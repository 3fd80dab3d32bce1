package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.show;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A housekeeper that comes more than half a period late warns of starvation. With a period of 150 ms its first run always does. */
final class ClockLeap {
    public static void main(String[] args) throws Exception {
        System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", "150");
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(1);
        HikariDataSource ds = new HikariDataSource(config);
        Thread.sleep(180);
        show("nothing is closed for it", ds);
        ds.close();
    }
}
