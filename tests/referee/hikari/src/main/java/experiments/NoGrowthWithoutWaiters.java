package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.close;
import static lab.Lab.config;
import static lab.Lab.show;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.List;

/** The pool does not grow while an idle connection can be had, however often one is borrowed. */
final class NoGrowthWithoutWaiters {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s");
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            for (int i = 0; i < 200; i++) {
                ds.getConnection().close();
            }
            Thread.sleep(200);
            show("200 borrowed in turn", ds);
            List<Connection> three = borrow(ds, 3);
            show("three at a time", ds);
            close(three);
            for (int i = 0; i < 200; i++) {
                ds.getConnection().close();
            }
            Thread.sleep(200);
            show("200 more in turn", ds);
        }
    }
}
