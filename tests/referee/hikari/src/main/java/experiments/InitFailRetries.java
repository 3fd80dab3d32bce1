package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.go;
import static lab.Lab.hog;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.took;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A positive initializationFailTimeout: attempts follow each other with pauses of 1 s until it is over. */
final class InitFailRetries {
    public static void main(String[] args) throws Exception {
        begin();
        String url = "dial=0s&ping=0s&maxConnections=1";
        HikariDataSource hog = hog(url, 1);
        for (long timeout : new long[] {900, 1500}) {
            HikariConfig config = config(url);
            config.setInitializationFailTimeout(timeout);
            String[] text = {null};
            say("timeout %d: thrown after %s", timeout, took(() -> text[0] = message(() -> new HikariDataSource(config))));
            say("%s", text[0]);
        }
        HikariConfig config = config(url);
        config.setInitializationFailTimeout(1500);
        config.setMaximumPoolSize(1);
        Thread free = go(() -> {
            Thread.sleep(500);
            hog.close();
        });
        HikariDataSource[] ds = {null};
        say("second attempt succeeds: constructed in %s", took(() -> ds[0] = new HikariDataSource(config)));
        show("constructed", ds[0]);
        free.join();
        ds[0].close();
    }
}
