package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;

/** Dials take 400 ms while a dozen threads begin to use a small pool: it grows as slowly as the one adder dials. */
final class FaultSlowDial {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s&faults=slowdial@500ms+5s*400ms");
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            until(1000);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                threads.add(go(() -> {
                    ds.getConnection();
                    Thread.sleep(5000);
                }));
            }
            for (int at = 1200; at < 2700; at += 430) {
                until(at);
                show("at " + at, ds);
            }
        }
    }
}
