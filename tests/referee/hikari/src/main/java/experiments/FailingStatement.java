package experiments;

import static lab.Lab.begin;
import static lab.Lab.codes;
import static lab.Lab.config;
import static lab.Lab.id;
import static lab.Lab.say;
import static lab.Lab.text;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** MySQL's error 1105 (unknown error) is one of those that evict: every third statement costs a connection. */
final class FailingStatement {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s&failEvery=3");
        config.setMaximumPoolSize(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            for (int i = 1; i <= 7; i++) {
                Connection connection = ds.getConnection();
                int number = id(connection);
                try {
                    connection.prepareStatement("SELECT id FROM goods").executeQuery();
                    say("statement %d on connection %d", i, number);
                } catch (SQLException e) {
                    say("statement %d on connection %d: %s, codes %s", i, number, text(e), codes(e));
                }
                connection.close();
            }
        }
    }
}
