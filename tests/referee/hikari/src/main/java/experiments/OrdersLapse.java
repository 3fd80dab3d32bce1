package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.join;
import static lab.Lab.mark;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** Orders for waiting threads that were served otherwise lapse: only what is being dialled still comes. */
final class OrdersLapse {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=300ms&ping=0s");
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Thread.sleep(200);
            Connection only = ds.getConnection();
            mark();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                threads.add(go(() -> {
                    Connection connection = ds.getConnection();
                    Thread.sleep(10);
                    connection.close();
                }));
            }
            until(100);
            show("five wait", ds);
            only.close();
            until(220);
            show("all served by the one", ds);
            until(400);
            show("the first order is dialled", ds);
            until(1000);
            show("the others have lapsed", ds);
            join(threads);
        }
    }
}
