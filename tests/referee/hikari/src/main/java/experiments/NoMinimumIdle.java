package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.id;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.took;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** With minimumIdle 0 the connection of the initial check is closed, and nothing is opened before somebody waits. */
final class NoMinimumIdle {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=100ms&ping=0s");
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(0);
        HikariDataSource[] ds = {null};
        say("constructed in %s", took(() -> ds[0] = new HikariDataSource(config)));
        show("constructed", ds[0]);
        until(400);
        show("later", ds[0]);
        Connection[] connection = {null};
        say("borrowed in %s", took(() -> connection[0] = ds[0].getConnection()));
        say("connection %d", id(connection[0]));
        show("borrowed", ds[0]);
        connection[0].close();
        until(900);
        show("returned", ds[0]);
        ds[0].close();
    }
}
