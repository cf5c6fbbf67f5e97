package dev.toktra.reconciliation.usage;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.usage.question.Cursor;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.UserFilter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Forms of the query parameters of usage, for {@link QueryReader}. */
final class UsageForms {

    /** The longest name of a model or provider that is asked for. */
    static final int NAME = 200;

    private static final int MAX_CURSOR = 4000;

    private UsageForms() {}

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

    static UserFilter user(String text) {
        if (text.equals(UserFilter.UNKNOWN)) {
            return UserFilter.unknown();
        }
        if (text.equals(UserFilter.UNATTRIBUTED)) {
            return UserFilter.unattributed();
        }
        try {
            return UserFilter.of(QueryReader.uuid(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a UUID, unknown or unattributed", e);
        }
    }

    static List<Dimension> dimensions(String text) {
        List<Dimension> dimensions = Arrays.stream(text.split(",", -1))
                .map(QueryReader.wordOf(Dimension.values()))
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
}
