package dev.toktra.scoring.viewing;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes RFC 4180 lines; null is empty. */
public final class Csv {

    /** The media type of lists as CSV. */
    public static final String TYPE = "text/csv";

    private static final String END = "\r\n";

    private Csv() {}

    /** One line of cells. */
    public static String line(@Nullable Object... cells) {
        return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", END));
    }

    /** A text that a spreadsheet would run as a formula gets an apostrophe in front. */
    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        if (value instanceof String && !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
