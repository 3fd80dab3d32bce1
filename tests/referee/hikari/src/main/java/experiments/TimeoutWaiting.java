package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.join;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.show;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;

/** The figure "waiting" leaves the failing thread out. */
final class TimeoutWaiting {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(500);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            ds.getConnection();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int number = i;
                threads.add(go(() -> say("%d: %s", number, message(() -> ds.getConnection()))));
                Thread.sleep(100);
            }
            show("all wait", ds);
            join(threads);
            show("none waits", ds);
        }
    }
}
