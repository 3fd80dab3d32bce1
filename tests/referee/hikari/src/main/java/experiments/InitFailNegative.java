package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.took;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A negative initializationFailTimeout: no attempt at all before the constructor returns. */
final class InitFailNegative {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=200ms&ping=0s");
        config.setMaximumPoolSize(2);
        config.setInitializationFailTimeout(-1);
        HikariDataSource[] ds = {null};
        say("constructed in %s", took(() -> ds[0] = new HikariDataSource(config)));
        show("constructed", ds[0]);
        say("borrowed in %s", took(() -> ds[0].getConnection()));
        ds[0].close();
    }
}
