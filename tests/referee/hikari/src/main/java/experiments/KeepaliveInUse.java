package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.show;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** A connection in use gets no keepalive: the server may end it in the user's hands. */
final class KeepaliveInUse {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s&waitTimeout=1500ms");
        config.setMaximumPoolSize(1);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            ds.setKeepaliveTime(1000);
            Thread.sleep(200);
            Connection connection = ds.getConnection();
            Thread.sleep(2500);
            show("held", ds);
            say("%s", message(() -> connection.prepareStatement("SELECT id FROM goods").executeQuery()));
            connection.close();
        }
    }
}
