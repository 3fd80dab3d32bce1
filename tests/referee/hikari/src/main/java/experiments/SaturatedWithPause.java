package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.join;
import static lab.Lab.mark;
import static lab.Lab.now;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** 500 threads that pause for 10 ms before they borrow again, 20 connections held for 100 ms, connectionTimeout 3 s, for 20 s: how many borrows fail. */
final class SaturatedWithPause {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=100ms");
        config.setMaximumPoolSize(20);
        config.setConnectionTimeout(3000);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(1000);
            mark();
            AtomicInteger served = new AtomicInteger();
            AtomicInteger failed = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                threads.add(go(() -> {
                    while (now() < 20_000) {
                        try (Connection connection = ds.getConnection()) {
                            connection.prepareStatement("SELECT id FROM goods").executeQuery();
                            served.incrementAndGet();
                        } catch (SQLException e) {
                            failed.incrementAndGet();
                        }
                        Thread.sleep(10);
                    }
                }));
            }
            join(threads);
            say("served, failed: %d %d (±8 %%)", served.get(), failed.get());
        }
    }
}
