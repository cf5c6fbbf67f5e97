package dev.toktra.reconciliation.asking;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.asking.view.UserFilter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Forms of query parameters that several addresses have, for {@link QueryReader}. */
public final class QueryForms {

    /** The longest name of a model or provider that is asked for. */
    public static final int NAME = 200;

    private QueryForms() {}

    /** The form of a day. */
    public static LocalDate day(String text) {
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

    /** The form of a person's id, or a word for nobody. */
    public static UserFilter user(String text) {
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

    /** The form of words with commas between, none of them twice. */
    @SafeVarargs
    public static <E extends Enum<E>> List<E> words(String text, E... words) {
        List<E> found = Arrays.stream(text.split(",", -1))
                .map(QueryReader.wordOf(words))
                .toList();
        if (found.stream().distinct().count() < found.size()) {
            throw new IllegalArgumentException("names something twice");
        }
        return found;
    }

    /** The form of a key that an answer gave in base64. */
    public static String key(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not one that an earlier page of this list gave", e);
        }
    }
}
