package experiments;

import static lab.Lab.begin;
import static lab.Lab.borrow;
import static lab.Lab.close;
import static lab.Lab.config;
import static lab.Lab.mark;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.List;

/** minimumIdle counts idle connections: what is borrowed is made up for at the housekeeper's next run. */
final class FillPartial {
    public static void main(String[] args) throws Exception {
        System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", "1000");
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(3);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            mark();
            until(400);
            show("filled", ds);
            List<Connection> two = borrow(ds, 2);
            show("two borrowed", ds);
            until(900);
            show("before the second run", ds);
            until(1400);
            show("after the second run", ds);
            List<Connection> three = borrow(ds, 3);
            until(2400);
            show("after the third run", ds);
            close(two);
            close(three);
            show("all returned", ds);
            until(3400);
            show("after the fourth run", ds);
        }
    }
}
