package experiments;

import static lab.Lab.about;
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

/** Lifetimes over 10 s are shortened at random by up to 2.5 %; others are exact. Thirty pools of each. */
final class LifetimeVariance {
    public static void main(String[] args) throws Exception {
        begin();
        int[] thirds = new int[3];
        AtomicInteger outside = new AtomicInteger();
        AtomicInteger exact = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            threads.add(go(() -> {
                long age = age(12_000);
                if (age < 11_650 || age >= 12_050) {
                    outside.incrementAndGet();
                } else {
                    synchronized (thirds) {
                        thirds[(int) Math.max(0, Math.min(2, (age - 11_700) / 100))]++;
                    }
                }
            }));
            threads.add(go(() -> {
                if (about(age(10_000)).equals("10000ms")) {
                    exact.incrementAndGet();
                }
            }));
        }
        join(threads);
        say("12 s: %d outside of 11.7 to 12 s", outside.get());
        say("12 s, thirds of the last 300 ms: %d %d %d (±30 %%)", thirds[0], thirds[1], thirds[2]);
        say("10 s: %d exact", exact.get());
    }

    /** How old the only connection of a pool becomes. */
    private static long age(long lifetime) throws Exception {
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            ds.setMaxLifetime(lifetime);
            ds.getConnection().close();
            long born = now();
            Thread.sleep(lifetime - 500);
            while (ds.getHikariPoolMXBean().getTotalConnections() > 0) {
                Thread.sleep(2);
            }
            long age = now() - born;
            Thread.sleep(200); // closing the pool at the same moment can block: the closer wants the lock of the pool
            return age;
        }
    }
}
