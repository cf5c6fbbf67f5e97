package dev.toktra.reconciliation.usage.answer;

import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes JSON members as RFC 4180 lines: an object inside becomes a column for each of its members, null is empty. */
public final class Csv {

    private static final String END = "\r\n";

    private Csv() {}

    /** The columns of a list that is grouped by the dimensions. */
    public static String header(List<Dimension> dimensions) {
        List<String> columns = new ArrayList<>();
        columns.add("period");
        dimensions.forEach(dimension -> columns.addAll(Names.of(dimension)));
        Figures.NONE.members(Source.BEST).keySet().forEach(member -> {
            if (Figures.COUNTS.contains(member)) {
                Parts.NAMES.forEach(bucket -> columns.add(member + "_" + bucket));
            } else {
                columns.add(member);
            }
        });
        return String.join(",", columns) + END;
    }

    /** The line of an item. */
    public static String line(Map<String, @Nullable Object> members) {
        List<String> cells = new ArrayList<>();
        members.forEach((name, value) -> {
            if (Figures.COUNTS.contains(name)) {
                Map<?, ?> counts = value instanceof Map<?, ?> known ? known : Map.of();
                Parts.NAMES.forEach(bucket -> cells.add(cell(counts.get(bucket))));
            } else {
                cells.add(cell(value));
            }
        });
        return cells.stream().collect(Collectors.joining(",", "", END));
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
