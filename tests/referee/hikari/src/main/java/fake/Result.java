package fake;

import java.sql.ResultSet;
import java.sql.SQLFeatureNotSupportedException;

/** The rows of a SELECT. All of them have come before executeQuery returns, as with Connector/J's default. */
final class Result {
    private Result() {}

    static ResultSet read(String sql, Settings settings) {
        for (int row = 1; row < settings.rows(); row++) {
            Session.sleep(settings.rowDelay().getAsLong());
        }
        String[] columns = sql.replaceFirst("(?i)^select ", "").replaceFirst("(?i) from .*", "").split(", *");
        int[] row = {-1};
        return Session.proxy(ResultSet.class, (self, method, arguments) -> switch (method.getName()) {
            case "next" -> ++row[0] < settings.rows();
            case "getString" -> value(columns[(Integer) arguments[0] - 1], row[0]);
            case "getLong" -> Long.parseLong(value(columns[(Integer) arguments[0] - 1], row[0]));
            case "close" -> null;
            case "toString" -> "rows of " + sql;
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> self == arguments[0];
            default -> throw new SQLFeatureNotSupportedException(method.toString());
        });
    }

    /** A column id counts from 1, a number is itself, any other is the text column-id, as in the Go fake. */
    private static String value(String column, int row) {
        if (column.matches("-?\\d+")) {
            return column;
        }
        return column.equals("id") ? String.valueOf(row) : column + "-" + row;
    }
}
