package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.join;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Threads that wait are served in the order in which they came; eight of them, ten times. */
final class WaitersFifo {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            TreeMap<String, Integer> orders = new TreeMap<>();
            for (int round = 0; round < 10; round++) {
                orders.merge(order(ds), 1, Integer::sum);
            }
            orders.forEach((order, times) -> say("%s: %d times", order, times));
        }
    }

    private static String order(HikariDataSource ds) throws Exception {
        Connection only = ds.getConnection();
        StringBuffer order = new StringBuffer();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            threads.add(go(() -> {
                Connection connection = ds.getConnection();
                order.append(order.isEmpty() ? "" : " ").append(number);
                Thread.sleep(5);
                connection.close();
            }));
            Thread.sleep(20);
        }
        only.close();
        join(threads);
        return order.toString();
    }
}
