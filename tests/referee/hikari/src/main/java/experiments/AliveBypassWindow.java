package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.say;
import static lab.Lab.took;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The window of trust can be set (in Java by the property com.zaxxer.hikari.aliveBypassWindowMs). */
final class AliveBypassWindow {
    public static void main(String[] args) throws Exception {
        begin();
        for (String window : new String[] {"0", "1000"}) {
            System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", window);
            HikariConfig config = config("dial=0s&ping=200ms&latency=0s");
            config.setMaximumPoolSize(1);
            try (HikariDataSource ds = new HikariDataSource(config)) {
                ds.getConnection().close();
                for (int idle : new int[] {100, 700}) {
                    Thread.sleep(idle);
                    say("window %sms, idle for %dms: borrowed in %s", window, idle, took(() -> ds.getConnection().close()));
                }
            }
        }
    }
}
