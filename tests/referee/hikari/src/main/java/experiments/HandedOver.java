package experiments;

import static lab.Lab.about;
import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.mark;
import static lab.Lab.now;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** What is returned while threads wait goes to one of them, and not to the list of the thread that returns it. */
final class HandedOver {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s");
        config.setMaximumPoolSize(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Connection only = ds.getConnection();
            mark();
            Thread waiter = go(() -> {
                Connection connection = ds.getConnection();
                say("the waiter has it at %s", about(now()));
                Thread.sleep(300);
                connection.close();
            });
            until(200);
            show("held", ds);
            only.close();
            until(300);
            show("handed over", ds);
            ds.getConnection();
            say("this thread has it again at %s", about(now()));
            waiter.join();
        }
    }
}
