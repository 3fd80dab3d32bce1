package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.took;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The very first connection is validated when it is set up; those after it are not. */
final class FirstConnectionChecked {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=100ms&ping=300ms");
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(1);
        HikariDataSource[] ds = {null};
        say("constructed in %s", took(() -> ds[0] = new HikariDataSource(config)));
        say("first in %s", took(() -> ds[0].getConnection()));
        say("second in %s", took(() -> ds[0].getConnection()));
        show("both", ds[0]);
        ds[0].close();
    }
}
