package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.id;
import static lab.Lab.join;
import static lab.Lab.mark;
import static lab.Lab.say;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** What the adder has opened goes to the thread that waits longest, whoever's coming had it ordered. */
final class DialledForFirstWaiter {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=200ms&ping=0s");
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(200);
            Connection first = ds.getConnection();
            mark();
            StringBuffer order = new StringBuffer();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int number = i;
                threads.add(go(() -> {
                    Connection connection = ds.getConnection();
                    order.append(" ").append(number).append(" gets ").append(id(connection));
                    Thread.sleep(700);
                    connection.close();
                }));
                Thread.sleep(20);
            }
            until(120);
            first.close();
            join(threads);
            say("waiters%s", order);
        }
    }
}
