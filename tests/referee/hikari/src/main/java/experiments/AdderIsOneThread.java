package experiments;

import static lab.Lab.about;
import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.join;
import static lab.Lab.mark;
import static lab.Lab.now;
import static lab.Lab.say;
import static lab.Lab.show;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Connections for waiting threads are dialled one after the other, with 30 ms between them. */
final class AdderIsOneThread {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=170ms&ping=0s");
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(300);
            mark();
            List<Thread> threads = new ArrayList<>();
            List<Long> times = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 5; i++) {
                threads.add(go(() -> {
                    ds.getConnection();
                    times.add(now());
                }));
            }
            join(threads);
            for (long time : times) {
                say("borrowed at %s", about(time, 100));
            }
            show("all held", ds);
        }
    }
}
