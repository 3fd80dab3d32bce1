package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.say;
import static lab.Lab.took;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** autoCommit false for the whole pool: set on each new connection, not reset, and dirty work is rolled back at close. */
final class PoolWithoutAutoCommit {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=100ms");
        config.setMaximumPoolSize(1);
        config.setAutoCommit(false);
        HikariDataSource[] ds = {null};
        say("constructed in %s", took(() -> ds[0] = new HikariDataSource(config)));
        Connection clean = ds[0].getConnection();
        say("autoCommit %b", clean.getAutoCommit());
        say("no statement: close in %s", took(clean::close));
        Connection dirty = ds[0].getConnection();
        dirty.prepareStatement("UPDATE goods SET stock = 1").executeUpdate();
        say("dirty: close in %s", took(dirty::close));
        Connection read = ds[0].getConnection();
        read.prepareStatement("SELECT id FROM goods").executeQuery();
        say("after a SELECT, too: close in %s", took(read::close));
        Connection committed = ds[0].getConnection();
        committed.prepareStatement("UPDATE goods SET stock = 1").executeUpdate();
        committed.commit();
        say("committed: close in %s", took(committed::close));
        ds[0].close();
    }
}
