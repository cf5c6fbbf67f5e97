package dev.toktra.gateway.conventions;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table as RFC 4180 text whose cells no spreadsheet takes for formulas. */
public final class Csv {

    /** The media type. */
    public static final String MEDIA_TYPE = "text/csv";

    private static final String FORMULA = "=+-@\t\r";

    private final StringBuilder text = new StringBuilder();

    private Csv() {}

    /** A header line and one line for each item. */
    public static <T> String of(List<String> header, List<T> items, Function<T, List<@Nullable Object>> cells) {
        Csv csv = new Csv();
        csv.line(header);
        items.forEach(item -> csv.line(cells.apply(item)));
        return csv.text.toString();
    }

    /** The cells of one line; null is an empty cell. */
    public static List<@Nullable Object> cells(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private void line(List<?> cells) {
        String separator = "";
        for (Object cell : cells) {
            text.append(separator).append(cell == null ? "" : quoted(cell));
            separator = ",";
        }
        text.append("\r\n");
    }

    private static String quoted(Object cell) {
        String value = cell.toString();
        if (!(cell instanceof Number) && !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0) {
            value = "'" + value;
        }
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
