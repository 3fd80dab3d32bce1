package experiments;

import static lab.Lab.begin;
import static lab.Lab.codes;
import static lab.Lab.config;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.text;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import lab.Lab;

/** What a closed connection and its statements answer. */
final class UseAfterClose {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s");
        config.setMaximumPoolSize(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Connection connection = ds.getConnection();
            PreparedStatement statement = connection.prepareStatement("SELECT id FROM goods");
            say("before: %s", message(statement::executeQuery));
            connection.close();
            say("closed: %b, valid: %b", connection.isClosed(), connection.isValid(1));
            print("commit", connection::commit);
            print("rollback", connection::rollback);
            print("setAutoCommit", () -> connection.setAutoCommit(false));
            print("a new statement", () -> connection.prepareStatement("SELECT id FROM goods").executeQuery());
            print("its old statement", statement::executeQuery);
            show("at the end", ds);
        }
    }

    private static void print(String what, Lab.Action action) throws Exception {
        try {
            action.run();
        } catch (SQLException e) {
            say("%s: %s, codes %s", what, text(e), codes(e));
        }
    }
}
