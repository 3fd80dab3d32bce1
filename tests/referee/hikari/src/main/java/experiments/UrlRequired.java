package experiments;

import static lab.Lab.message;
import static lab.Lab.say;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A configuration without a URL is refused. */
final class UrlRequired {
    public static void main(String[] args) throws Exception {
        HikariConfig c = new HikariConfig();
        c.setPoolName("shop");
        say("validate: %s", message(c::validate));
        say("data source: %s", message(() -> new HikariDataSource(c)));
    }
}
