package experiments;

import static lab.Lab.config;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;

/** maxLifetime under 30 s becomes 30 min, with a warning; 0 is no limit. */
final class ClampLifetime {
    public static void main(String[] args) throws Exception {
        for (long millis : new long[] {-1, 0, 1, 29_999, 30_000, 1_800_001}) {
            HikariConfig c = config("");
            c.setMaxLifetime(millis);
            c.validate();
            say("maxLifetime %d is %dms", millis, c.getMaxLifetime());
        }
    }
}
