package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.mark;
import static lab.Lab.now;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** While a keepalive is under way, its connection is neither idle nor active, and a borrower waits for it. */
final class KeepaliveReserves {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=500ms");
        config.setMaximumPoolSize(1);
        config.setInitializationFailTimeout(-1);
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "10000");
        try (HikariDataSource ds = new HikariDataSource(config)) {
            ds.setKeepaliveTime(1000);
            mark(); // set up, with its check, from 100 to 600; the keepalive begins between 1500 and 1600
            until(1400);
            show("before", ds);
            until(1800);
            show("while", ds);
            Connection[] connection = {null};
            ds.getConnection();
            say("borrowed between 1980 and 2150: %b", now() >= 1980 && now() < 2150);
        }
    }
}
