package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.id;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** A keepalive keeps an idle connection from being ended by the server; without one it dies. */
final class KeepaliveLive {
    public static void main(String[] args) throws Exception {
        begin();
        for (long keepalive : new long[] {1000, 0}) {
            HikariConfig config = config("dial=0s&ping=0s&waitTimeout=1500ms");
            config.setMaximumPoolSize(1);
            config.setInitializationFailTimeout(-1);
            try (HikariDataSource ds = new HikariDataSource(config)) {
                ds.setKeepaliveTime(keepalive); // at run time: a configuration allows no less than 30 s
                Thread.sleep(200);
                Connection connection = ds.getConnection();
                int before = id(connection);
                connection.close();
                Thread.sleep(3300);
                say("keepaliveTime %d: connection %d, then %d", keepalive, before, id(ds.getConnection()));
            }
        }
    }
}
