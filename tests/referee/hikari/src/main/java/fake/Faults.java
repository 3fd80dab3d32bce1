package fake;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong at the server and on the way to it, as in {@code restart@2s+500ms,drop@3s,forget@3s,stall@4s+1s,slowdial@5s+2s*200ms}:
 * kind, time since the beginning, how long, and of slowdial how long a dial takes. Times are in nanoseconds.
 */
record Faults(List<Fault> all) {
    private static volatile long beginning = System.nanoTime();

    record Fault(String kind, long at, long until, long time) {
        boolean covers(long now) {
            return at <= now && now < until;
        }

        /** Whether it ends sessions. */
        boolean resets() {
            return kind.equals("restart") || kind.equals("drop");
        }
    }

    /** Sets the clock to 0. */
    static void begin() {
        beginning = System.nanoTime();
    }

    static long now() {
        return System.nanoTime() - beginning;
    }

    static Faults parse(String text) {
        List<Fault> all = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
            String[] kind = part.split("@", 2);
            String[] timed = kind[1].split("\\*", 2);
            String[] when = timed[0].split("\\+", 2);
            long at = Settings.duration(when[0]);
            long length = when.length > 1 ? Settings.duration(when[1]) : 0;
            all.add(new Fault(kind[0], at, at + length, timed.length > 1 ? Settings.duration(timed[1]) : 0));
        }
        return new Faults(all);
    }

    /** When something that would be there at that time gets through. */
    long through(long time) {
        return all.stream().filter(f -> f.kind.equals("stall") && f.covers(time)).mapToLong(Fault::until).max().orElse(time);
    }

    boolean down(long now) {
        return all.stream().anyMatch(f -> f.kind.equals("restart") && f.covers(now));
    }

    long dial(long now, long usual) {
        return all.stream().filter(f -> f.kind.equals("slowdial") && f.covers(now)).mapToLong(Fault::time).findFirst().orElse(usual);
    }

    /** Whether something between has forgotten a session of that time until then: what is sent on it is lost. */
    boolean forgotten(long since, long until) {
        return all.stream().anyMatch(f -> f.kind.equals("forget") && since < f.at && f.at <= until);
    }

    /** When a session of that time is reset, if it is until then; else 0. */
    long reset(long since, long until) {
        return all.stream().filter(f -> f.resets() && since < f.at && f.at <= until).mapToLong(Fault::at).min().orElse(0);
    }
}
