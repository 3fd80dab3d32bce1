package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.id;
import static lab.Lab.join;
import static lab.Lab.mark;
import static lab.Lab.now;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** With a pause of 2 ms between returning and borrowing, waiters are served in their order: nobody takes anything away from them. */
final class BargingWithPause {
    private static final int THREADS = 8;

    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=5ms");
        config.setMaximumPoolSize(2);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(300);
            mark();
            int[] holder = new int[3];
            AtomicInteger back = new AtomicInteger();
            AtomicInteger others = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int i = 1; i <= THREADS; i++) {
                int number = i;
                threads.add(go(() -> {
                    while (now() < 3000) {
                        try (Connection connection = ds.getConnection()) {
                            (holder[id(connection)] == number ? back : others).incrementAndGet();
                            connection.prepareStatement("SELECT id FROM goods").executeQuery();
                            holder[id(connection)] = number;
                        }
                        Thread.sleep(2);
                    }
                }));
            }
            join(threads);
            say("took back, got another's: %d %d (±5 %%)", back.get(), others.get());
        }
    }
}
