package experiments;

import static lab.Lab.config;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;

/** keepaliveTime under 30 s, or not under maxLifetime, is switched off with a warning. */
final class ClampKeepalive {
    public static void main(String[] args) throws Exception {
        long[][] pairs = {{0, 60_000}, {29_999, 60_000}, {30_000, 60_000}, {59_999, 60_000}, {60_000, 60_000}, {60_000, 0},
            {-1, 60_000}, {60_000, 10_000}};
        for (long[] pair : pairs) {
            HikariConfig c = config("");
            c.setKeepaliveTime(pair[0]);
            c.setMaxLifetime(pair[1]);
            c.setIdleTimeout(0);
            c.validate();
            say("keepaliveTime %d, maxLifetime %d: %dms, %dms", pair[0], pair[1], c.getKeepaliveTime(), c.getMaxLifetime());
        }
    }
}
