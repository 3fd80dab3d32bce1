package experiments;

import static lab.Lab.about;
import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.hog;
import static lab.Lab.mark;
import static lab.Lab.now;
import static lab.Lab.say;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** While the database refuses, the adder tries again after 10, 20, 40, … ms, at most 5 s. */
final class AdderBackOff {
    public static void main(String[] args) throws Exception {
        begin();
        // The attempts fall on 0, 10, 30, 70, 150, 310, 630, 1270, 2550, 5110, 10110 ms after the first thread waits.
        for (int free : new int[] {700, 1500, 5500}) {
            String url = "dial=0s&ping=0s&maxConnections=1";
            HikariDataSource hog = hog(url, 1);
            HikariConfig config = config(url);
            config.setMaximumPoolSize(1);
            config.setMinimumIdle(0);
            config.setInitializationFailTimeout(-1);
            config.setConnectionTimeout(15_000);
            try (HikariDataSource ds = new HikariDataSource(config)) {
                mark();
                go(() -> {
                    until(free);
                    hog.close();
                });
                ds.getConnection();
                say("the database has room after %dms: borrowed after %s", free, about(now(), 400));
            }
        }
    }
}
