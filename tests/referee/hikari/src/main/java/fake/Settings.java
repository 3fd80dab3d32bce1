package fake;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** The query part of a URL: how the server behaves. Times are in nanoseconds. */
record Settings(
        LongSupplier dial, // opening a connection
        LongSupplier latency, // one round trip
        LongSupplier ping, // the round trip of isValid
        LongSupplier rowDelay, // each row after the first
        int rows, // of every result
        int maxConnections, // one more is refused with error 1040
        int failEvery, // every nth round trip but pings fails; 0 is never
        long waitTimeout, // an idle session is ended after this; 0 is never
        Faults faults) {

    static Settings parse(String query) {
        Map<String, String> texts = new HashMap<>(Map.of("dial", "1ms", "latency", "1ms", "rows", "3",
                "rowDelay", "0s", "maxConnections", "151", "failEvery", "0", "waitTimeout", "0s", "faults", ""));
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (!texts.containsKey(parts[0]) && !parts[0].equals("ping")) {
                throw new IllegalArgumentException("unknown parameter " + parts[0]);
            }
            texts.put(parts[0], parts[1]);
        }
        LongSupplier latency = sample(texts.get("latency"));
        return new Settings(sample(texts.get("dial")), latency,
                texts.containsKey("ping") ? sample(texts.get("ping")) : latency, sample(texts.get("rowDelay")),
                Integer.parseInt(texts.get("rows")), Integer.parseInt(texts.get("maxConnections")),
                Integer.parseInt(texts.get("failEvery")), duration(texts.get("waitTimeout")),
                Faults.parse(texts.get("faults")));
    }

    /** Reads 5ms, exp(5ms) or uniform(1ms,9ms). */
    private static LongSupplier sample(String text) {
        if (text.startsWith("exp(")) {
            long mean = duration(text.substring(4, text.length() - 1));
            return () -> (long) (-Math.log(1 - ThreadLocalRandom.current().nextDouble()) * mean);
        }
        if (text.startsWith("uniform(")) {
            String[] limits = text.substring(8, text.length() - 1).split(",");
            long low = duration(limits[0]);
            long high = duration(limits[1]);
            return () -> ThreadLocalRandom.current().nextLong(low, high + 1);
        }
        long fixed = duration(text);
        return () -> fixed;
    }

    static long duration(String text) {
        String number = text.strip().replaceFirst("[a-zµ]+$", "");
        String unit = text.strip().substring(number.length());
        double factor = switch (unit) {
            case "us", "µs" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "" -> 0; // a plain 0
            default -> throw new IllegalArgumentException("duration " + text);
        };
        return (long) (Double.parseDouble(number) * factor);
    }
}
