package experiments;

import static lab.Lab.config;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;

/** The values of a new configuration, before and after its validation. */
final class Defaults {
    public static void main(String[] args) throws Exception {
        HikariConfig config = config("");
        print("new", config);
        config.validate();
        print("validated", config);
    }

    private static void print(String when, HikariConfig c) {
        say("%s: maximumPoolSize %d, minimumIdle %d", when, c.getMaximumPoolSize(), c.getMinimumIdle());
        say("%s: connectionTimeout %dms, validationTimeout %dms", when, c.getConnectionTimeout(), c.getValidationTimeout());
        say("%s: idleTimeout %dms, maxLifetime %dms", when, c.getIdleTimeout(), c.getMaxLifetime());
        say("%s: keepaliveTime %dms, leakDetectionThreshold %dms", when, c.getKeepaliveTime(), c.getLeakDetectionThreshold());
        say("%s: initializationFailTimeout %dms, autoCommit %b", when, c.getInitializationFailTimeout(), c.isAutoCommit());
    }
}
