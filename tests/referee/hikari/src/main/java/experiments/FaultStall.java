package experiments;

import static lab.Lab.about;
import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.id;
import static lab.Lab.message;
import static lab.Lab.now;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.until;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;

/** Nothing gets through for 4 s: validation gives up after validationTimeout, but not under a second; a new connection and a statement under way wait until it is over. */
final class FaultStall {
    public static void main(String[] args) throws Exception {
        begin();
        HikariConfig config = config("dial=0s&ping=0s&latency=0s&faults=stall@2s+4s");
        config.setMaximumPoolSize(3);
        config.setValidationTimeout(300);
        try (HikariDataSource ds = new HikariDataSource(config)) {
            until(1000);
            Connection held = ds.getConnection();
            until(2100);
            Thread user = go(() -> {
                String text = message(() -> held.prepareStatement("SELECT id FROM goods").executeQuery());
                say("the statement at %s: %s", about(now()), text);
            });
            until(2200);
            Connection[] connection = {null};
            Thread borrower = go(() -> {
                connection[0] = ds.getConnection();
                until(6200);
                say("borrowed %d", id(connection[0]));
            });
            until(2400);
            show("the first is being validated", ds);
            until(3500);
            show("the second is being validated", ds);
            until(5000);
            show("none is left, the next is dialled", ds);
            borrower.join();
            user.join();
            show("over", ds);
        }
    }
}
