package experiments;

import static lab.Lab.begin;
import static lab.Lab.codes;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.join;
import static lab.Lab.now;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.text;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All connections are reset while four threads use them: each fails once, and is replaced at once. */
final class FaultDrop {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=100ms&faults=drop@2s");
        config.setMaximumPoolSize(4);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            until(1000);
            Map<String, Integer> errors = Collections.synchronizedMap(new TreeMap<>());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(go(() -> load(ds, 3000, errors)));
            }
            until(2500);
            say("total %d", ds.getHikariPoolMXBean().getTotalConnections());
            join(threads);
            errors.forEach((error, count) -> say("%d times %s", count, error));
            show("at the end", ds);
        }
    }

    private static void load(HikariDataSource ds, long millis, Map<String, Integer> errors) throws Exception {
        while (now() < millis) {
            try (Connection connection = ds.getConnection()) {
                connection.prepareStatement("SELECT id FROM goods").executeQuery();
            } catch (SQLException e) {
                errors.merge(codes(e) + " " + text(e), 1, Integer::sum);
            }
            Thread.sleep(20);
        }
    }
}
