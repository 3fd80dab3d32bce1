package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.say;
import static lab.Lab.show;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** However many wait, the pool stays within maximumPoolSize, and the orders too many are discarded. */
final class NeverOverMaximum {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=20ms&ping=0s");
        config.setMaximumPoolSize(5);
        config.setMinimumIdle(0);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                threads.add(go(() -> {
                    Connection connection = ds.getConnection();
                    Thread.sleep(300);
                    connection.close();
                }));
            }
            int most = 0;
            int waiting = 0;
            while (threads.stream().anyMatch(Thread::isAlive)) {
                most = Math.max(most, ds.getHikariPoolMXBean().getTotalConnections());
                waiting = Math.max(waiting, ds.getHikariPoolMXBean().getThreadsAwaitingConnection());
                Thread.sleep(1);
            }
            say("at most %d connections, more than 40 waiting: %b", most, waiting > 40);
            Thread.sleep(300);
            show("at the end", ds);
        }
    }
}
