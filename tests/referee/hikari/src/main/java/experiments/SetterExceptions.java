package experiments;

import static lab.Lab.config;
import static lab.Lab.message;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;

/** What the setters refuse, and connectionTimeout 0. */
final class SetterExceptions {
    public static void main(String[] args) throws Exception {
        HikariConfig c = config("");
        for (long millis : new long[] {-1, 1, 249, 250}) {
            say("connectionTimeout %d: %s", millis, message(() -> c.setConnectionTimeout(millis)));
        }
        c.setConnectionTimeout(0);
        say("connectionTimeout 0 is %dms", c.getConnectionTimeout());
        for (long millis : new long[] {-1, 0, 249, 250}) {
            say("validationTimeout %d: %s", millis, message(() -> c.setValidationTimeout(millis)));
        }
        for (long millis : new long[] {-1, 0, 1}) {
            say("idleTimeout %d: %s", millis, message(() -> c.setIdleTimeout(millis)));
        }
        for (int size : new int[] {-1, 0, 1}) {
            say("maximumPoolSize %d: %s", size, message(() -> c.setMaximumPoolSize(size)));
            say("minimumIdle %d: %s", size, message(() -> c.setMinimumIdle(size)));
        }
        say("maxLifetime -1: %s", message(() -> c.setMaxLifetime(-1)));
        say("keepaliveTime -1: %s", message(() -> c.setKeepaliveTime(-1)));
        say("leakDetectionThreshold -1: %s", message(() -> c.setLeakDetectionThreshold(-1)));
    }
}
