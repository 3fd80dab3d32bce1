package experiments;

import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Pools without a name are numbered in the order of their validation; a pool with a name takes no number. */
final class PoolNames {
    public static void main(String[] args) throws Exception {
        HikariConfig first = unnamed();
        HikariConfig named = unnamed();
        named.setPoolName("shop");
        HikariConfig second = unnamed();
        second.validate();
        named.validate();
        first.validate();
        first.validate();
        say("%s, %s, %s", second.getPoolName(), named.getPoolName(), first.getPoolName());
        try (HikariDataSource ds = new HikariDataSource(unnamed())) {
            say("a data source: %s", ds.getPoolName());
        }
    }

    private static HikariConfig unnamed() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:mysql://db/shop");
        return config;
    }
}
