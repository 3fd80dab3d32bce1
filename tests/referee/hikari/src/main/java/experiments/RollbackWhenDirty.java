package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.say;
import static lab.Lab.took;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** Closing rolls back what was not committed, and resets autoCommit; each is a round trip. */
final class RollbackWhenDirty {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=100ms");
        config.setMaximumPoolSize(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            Connection plain = ds.getConnection();
            update(plain);
            say("autoCommit: close in %s", took(plain::close));
            Connection clean = ds.getConnection();
            say("setAutoCommit(false) in %s", took(() -> clean.setAutoCommit(false)));
            say("no statement: close in %s", took(clean::close));
            Connection committed = ds.getConnection();
            committed.setAutoCommit(false);
            update(committed);
            say("commit in %s", took(committed::commit));
            say("committed: close in %s", took(committed::close));
            Connection rolledBack = ds.getConnection();
            rolledBack.setAutoCommit(false);
            update(rolledBack);
            say("rollback in %s", took(rolledBack::rollback));
            say("rolled back: close in %s", took(rolledBack::close));
            Connection dirty = ds.getConnection();
            dirty.setAutoCommit(false);
            update(dirty);
            say("dirty: close in %s", took(dirty::close));
            Connection switched = ds.getConnection();
            switched.setAutoCommit(false);
            update(switched);
            switched.setAutoCommit(true);
            say("dirty, then setAutoCommit(true): close in %s", took(switched::close));
            Connection next = ds.getConnection();
            say("the next has autoCommit %b", next.getAutoCommit());
            update(next);
            say("and its close takes %s", took(next::close));
        }
    }

    private static void update(Connection connection) throws SQLException {
        connection.prepareStatement("UPDATE goods SET stock = 1").executeUpdate();
    }
}
