package experiments;

import static lab.Lab.config;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;

/** minimumIdle is maximumPoolSize if it is not set, and at most that. */
final class ClampSizes {
    public static void main(String[] args) throws Exception {
        int[][] pairs = {{0, -1}, {5, -1}, {5, 0}, {5, 4}, {5, 5}, {5, 6}, {0, 3}, {0, 20}};
        for (int[] pair : pairs) {
            HikariConfig c = config("");
            if (pair[0] > 0) {
                c.setMaximumPoolSize(pair[0]);
            }
            if (pair[1] >= 0) {
                c.setMinimumIdle(pair[1]);
            }
            c.validate();
            say("maximum %s, minimum %s: %d, %d", pair[0] > 0 ? pair[0] : "unset", pair[1] >= 0 ? pair[1] : "unset",
                    c.getMaximumPoolSize(), c.getMinimumIdle());
        }
    }
}
