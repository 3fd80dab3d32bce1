package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.hog;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.took;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Closing a pool nobody uses gives its connections back to the server at once. */
final class PoolCloseIdle {
    public static void main(String[] args) throws Exception {
        begin();
        String url = "dial=0s&ping=0s&maxConnections=3";
        HikariConfig config = config(url);
        config.setMaximumPoolSize(3);
        HikariDataSource ds = new HikariDataSource(config);
        Thread.sleep(300);
        show("filled", ds);
        say("close in %s", took(ds::close));
        HikariDataSource hog = hog(url, 3);
        show("another pool has all three", hog);
        hog.close();
    }
}
