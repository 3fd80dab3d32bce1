package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.join;
import static lab.Lab.now;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The time of a keepalive is shortened at random by up to 10 %. Forty pools. */
final class KeepaliveVariance {
    public static void main(String[] args) throws Exception {
        begin();
        int[] halves = new int[2];
        AtomicInteger outside = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            threads.add(go(() -> {
                long first = first();
                synchronized (halves) {
                    if (first < 1750 || first > 2050) {
                        outside.incrementAndGet();
                    } else {
                        halves[first < 1900 ? 0 : 1]++;
                    }
                }
            }));
        }
        join(threads);
        say("2 s: %d outside of 1.8 to 2 s", outside.get());
        say("2 s, halves of the last 200 ms: %d %d (±30 %%)", halves[0], halves[1]);
    }

    /** When the first keepalive of a connection begins: it is not idle then. */
    private static long first() throws Exception {
        HikariConfig config = config("dial=0s&ping=50ms");
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            ds.setKeepaliveTime(2000);
            ds.getConnection().close();
            long born = now();
            while (ds.getHikariPoolMXBean().getIdleConnections() > 0) {
                Thread.sleep(2);
            }
            return now() - born;
        }
    }
}
