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

/** Threads that borrow again as soon as they have returned: how often one takes back what it has just handed to a waiter. */
final class BargingTight {
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
                    }
                }));
            }
            join(threads);
            say("took back, got another's: %d %d (±25 %%)", back.get(), others.get());
        }
    }
}
