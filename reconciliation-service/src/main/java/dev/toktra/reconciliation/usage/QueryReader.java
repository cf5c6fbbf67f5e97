package dev.toktra.reconciliation.usage;

import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.reconciliation.usage.question.Cursor;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.UserFilter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the texts of query parameters and collects everything that is wrong with them. */
final class QueryReader {

    private static final int MAX_TEXT = 200;
    private static final int MAX_CURSOR = 4000;

    private final List<FieldError> faults = new ArrayList<>();

    QueryReader(Map<String, List<String>> query) {
        query.forEach((name, values) -> {
            if (values.size() > 1) {
                faults.add(FieldError.query(name, "is given more than once"));
            } else if (values.get(0).isBlank()) {
                faults.add(FieldError.query(name, "must not be empty"));
            }
        });
    }

    /** The value; null where there is none or a wrong one. */
    <T> @Nullable T read(String name, @Nullable String text, Function<String, T> parse) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            faults.add(FieldError.query(name, String.valueOf(e.getMessage())));
            return null;
        }
    }

    /** The value, or what holds where there is none. */
    <T> T read(String name, @Nullable String text, Function<String, T> parse, T otherwise) {
        T value = read(name, text, parse);
        return value == null ? otherwise : value;
    }

    /** Notes a parameter that must not be there. */
    void refuse(String name, @Nullable String text, String reason) {
        if (text != null) {
            faults.add(FieldError.query(name, reason));
        }
    }

    /**
     * Ends the reading.
     *
     * @throws Problem 400 with all that is wrong
     */
    void done() {
        if (!faults.isEmpty()) {
            throw Problem.badRequest("The query has parameters with wrong values.")
                    .with(faults);
        }
    }

    static LocalDate date(String text) {
        if (!text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            throw new IllegalArgumentException("must be a date such as 2026-03-31");
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() < 1970) {
                throw new IllegalArgumentException("must not be before 1970");
            }
            return date;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no day of the calendar", e);
        }
    }

    static UUID uuid(String text) {
        if (!text.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new IllegalArgumentException("must be a UUID");
        }
        return UUID.fromString(text);
    }

    static UserFilter user(String text) {
        if (text.equals(UserFilter.UNKNOWN)) {
            return new UserFilter(null);
        }
        try {
            return new UserFilter(uuid(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a UUID or unknown", e);
        }
    }

    static String text(String text) {
        if (text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must be at most " + MAX_TEXT + " printable characters");
        }
        return text;
    }

    static int number(String text, int largest) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > largest) {
            throw new IllegalArgumentException("must be a whole number from 1 to " + largest);
        }
        return Integer.parseInt(text);
    }

    static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> wire(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(QueryReader::wire)
                                .collect(Collectors.joining(", "))));
    }

    static List<Dimension> dimensions(String text) {
        List<Dimension> dimensions = Arrays.stream(text.split(",", -1))
                .map(name -> oneOf(Dimension.class, name))
                .toList();
        if (dimensions.stream().distinct().count() < dimensions.size()) {
            throw new IllegalArgumentException("names something twice");
        }
        return dimensions;
    }

    static Cursor cursor(String text) {
        try {
            if (text.length() <= MAX_CURSOR) {
                return Cursor.parse(text);
            }
        } catch (IllegalArgumentException e) {
            // told below: whoever sends it did not write it
        }
        throw new IllegalArgumentException("is not a cursor of this address");
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
