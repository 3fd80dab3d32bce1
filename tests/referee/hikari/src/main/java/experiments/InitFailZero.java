package experiments;

import static lab.Lab.begin;
import static lab.Lab.config;
import static lab.Lab.hog;
import static lab.Lab.message;
import static lab.Lab.say;
import static lab.Lab.show;
import static lab.Lab.took;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** initializationFailTimeout 0: one attempt and its pause, then a pool without connections, which recovers. */
final class InitFailZero {
    public static void main(String[] args) throws Exception {
        begin();
        String url = "dial=0s&maxConnections=1";
        HikariDataSource hog = hog(url, 1);
        HikariConfig config = config(url);
        config.setMaximumPoolSize(1);
        config.setInitializationFailTimeout(0);
        config.setConnectionTimeout(300);
        HikariDataSource[] ds = {null};
        say("constructed in %s", took(() -> ds[0] = new HikariDataSource(config)));
        show("constructed", ds[0]);
        say("borrow: %s", message(() -> ds[0].getConnection()));
        hog.close();
        ds[0].setConnectionTimeout(5000);
        Thread.sleep(700);
        show("the database has room", ds[0]);
        ds[0].close();
    }
}
