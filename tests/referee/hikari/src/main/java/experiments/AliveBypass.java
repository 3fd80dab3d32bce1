package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.say;
import static lab.Lab.took;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A connection is validated at borrow if it was idle for more than 500 ms; a younger return is trusted. */
final class AliveBypass {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=200ms&latency=0s");
        config.setMaximumPoolSize(1);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            ds.getConnection().close();
            for (int idle : new int[] {0, 300, 400, 600, 900}) {
                Thread.sleep(idle);
                say("idle for %dms: borrowed in %s", idle, took(() -> ds.getConnection().close()));
            }
        }
    }
}
