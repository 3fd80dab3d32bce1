package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.took;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The constructor opens one connection before it returns; the rest comes later. */
final class OpensOne {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=200ms&ping=0s");
        config.setMaximumPoolSize(3);
        HikariDataSource[] ds = {null};
        say("constructed in %s", took(() -> ds[0] = new HikariDataSource(config)));
        show("constructed", ds[0]);
        say("first borrow in %s", took(() -> ds[0].getConnection()));
        show("borrowed", ds[0]);
        ds[0].close();
    }
}
