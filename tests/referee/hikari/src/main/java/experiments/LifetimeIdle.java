package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.close;
import static lab.Lab.config;
import static lab.Lab.ids;
import static lab.Lab.mark;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.List;

/** An idle connection is closed when its maxLifetime is over, and replaced at once. */
final class LifetimeIdle {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=100ms&ping=0s");
        config.setMaximumPoolSize(3);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            ds.setMaxLifetime(1500); // at run time: a configuration allows no less than 30 s
            mark();
            until(800); // the second and third opened at 200 and 330
            List<Connection> three = borrow(ds, 3);
            say("connections %s", ids(three));
            close(three);
            until(1600);
            show("before", ds);
            until(1750);
            show("the second is over, the next is dialled", ds);
            until(2200);
            show("both replaced", ds);
            say("connections %s", ids(borrow(ds, 3)));
        }
    }
}
