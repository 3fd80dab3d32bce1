package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.message;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** Which SQLStates and error codes of a statement evict its connection. */
final class EvictingStates {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s");
        config.setMaximumPoolSize(1);
        String[] cases = {"08000 1", "08001 1", "08003 1", "08004 1040", "08006 1", "08007 1", "08S01 1", "57P01 1", "57P02 1",
            "57P03 1", "57014 1", "0A000 1", "0A001 1", "JZ0C0 1", "JZ0C1 1", "JZ0C2 1", "42000 1064", "23000 1062",
            "40001 1213", "45000 1644", "HY000 1205", "HY000 1105", "HY000 2399", "HY000 2013", "70100 1317"};
        try (HikariDataSource ds = new HikariDataSource(config)) {
            for (String each : cases) {
                String[] parts = each.split(" ");
                Connection connection = ds.getConnection();
                String sql = "SIGNAL SQLSTATE '" + parts[0] + "' SET MYSQL_ERRNO = " + parts[1] + ", MESSAGE_TEXT = 'no'";
                String text = message(() -> connection.prepareStatement(sql).executeUpdate());
                say("%s: %s, %s", each, text, connection.isClosed() ? "evicted" : "kept");
                connection.close();
            }
        }
    }
}
