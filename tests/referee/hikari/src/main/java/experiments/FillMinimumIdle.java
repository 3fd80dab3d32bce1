package experiments;

import static lab.Lab.about;
import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.mark;
import static lab.Lab.now;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The housekeeper's first run, after 100 ms, orders what is missing; the adder adds one every 30 ms. */
final class FillMinimumIdle {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(21);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            mark();
            until(50);
            show("before the first run", ds);
            long[] times = new long[22];
            for (int seen = 1; seen < 21; Thread.sleep(1)) {
                while (seen < ds.getHikariPoolMXBean().getTotalConnections()) {
                    times[++seen] = now();
                }
            }
            say("second connection at %s", about(times[2], 100));
            say("twenty of them within %s", about(times[21] - times[2], 100));
            show("filled", ds);
        }
    }
}
