package experiments;

import static lab.Lab.config;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;

/** leakDetectionThreshold under 2 s, or over maxLifetime, is switched off with a warning. */
final class ClampLeak {
    public static void main(String[] args) throws Exception {
        long[][] pairs = {{0, 60_000}, {1, 60_000}, {1_999, 60_000}, {2_000, 60_000}, {60_000, 60_000}, {60_001, 60_000},
            {60_001, 0}, {-1, 60_000}};
        for (long[] pair : pairs) {
            HikariConfig c = config("");
            c.setLeakDetectionThreshold(pair[0]);
            c.setMaxLifetime(pair[1]);
            c.validate();
            say("leakDetectionThreshold %d, maxLifetime %d: %dms", pair[0], pair[1], c.getLeakDetectionThreshold());
        }
    }
}
