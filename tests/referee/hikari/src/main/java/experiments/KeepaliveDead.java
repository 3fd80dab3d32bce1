package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.id;
import static lab.Lab.mark;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A keepalive that finds its connection dead has it closed and replaced. */
final class KeepaliveDead {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&waitTimeout=500ms");
        config.setMaximumPoolSize(1);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            ds.setKeepaliveTime(1000);
            mark();
            until(900);
            say("before");
            until(1300); // the first between 1000 and 1100
            show("after", ds);
            say("connection %d", id(ds.getConnection()));
        }
    }
}
