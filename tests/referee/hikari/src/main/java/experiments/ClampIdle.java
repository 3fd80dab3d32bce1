package experiments;

import static lab.Lab.config;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;

/** idleTimeout close to maxLifetime is switched off, under 10 s it becomes 10 min, and in a pool of fixed size it only warns. */
final class ClampIdle {
    public static void main(String[] args) throws Exception {
        long[][] cases = { // idleTimeout, maxLifetime, minimumIdle of 10
            {600_000, 1_800_000, 5}, {0, 60_000, 5}, {59_000, 60_000, 5}, {59_001, 60_000, 5}, {70_000, 60_000, 5},
            {70_000, 0, 5}, {9_999, 60_000, 5}, {10_000, 60_000, 5}, {600_000, 60_000, 10}, {600_000, 1_800_000, 10},
            {0, 60_000, 10}, {5_000, 60_000, 10}, {70_000, 60_000, 10}};
        for (long[] c : cases) {
            HikariConfig config = config("");
            config.setIdleTimeout(c[0]);
            config.setMaxLifetime(c[1]);
            config.setMinimumIdle((int) c[2]);
            config.validate();
            say("idleTimeout %d, maxLifetime %d, minimumIdle %d: %dms", c[0], c[1], c[2], config.getIdleTimeout());
        }
    }
}
