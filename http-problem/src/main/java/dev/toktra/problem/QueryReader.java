package dev.toktra.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of query parameters and notes everything that is wrong with them, so that it is all said at once. That
 * each parameter is known, stands there once and is not empty, {@link StrictQueryFilter} has seen to before.
 *
 * <p>A form, such as {@link #uuid}, throws an {@link IllegalArgumentException} whose message is the end of a sentence that
 * begins with the parameter's name.
 */
public final class QueryReader {

    /** What a refusal of values says; its errors say the rest. */
    static final String WRONG_VALUES = "The query has parameters with wrong values.";

    private static final String UUID_FORM = "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final List<FieldError> errors = new ArrayList<>();

    /** The value; null where there is none or a wrong one. */
    public <T> @Nullable T read(String name, @Nullable String text, Function<String, T> form) {
        if (text == null) {
            return null;
        }
        try {
            return form.apply(text);
        } catch (IllegalArgumentException e) {
            errors.add(FieldError.query(name, String.valueOf(e.getMessage())));
            return null;
        }
    }

    /** The value, or what holds where there is none. */
    public <T> T read(String name, @Nullable String text, Function<String, T> form, T otherwise) {
        T value = read(name, text, form);
        return value == null ? otherwise : value;
    }

    /** Notes a parameter that must not be there. */
    public void refuse(String name, @Nullable String text, String reason) {
        if (text != null) {
            errors.add(FieldError.query(name, reason));
        }
    }

    /**
     * Ends the reading.
     *
     * @throws Problem 400 with all that is wrong
     */
    public void done() {
        if (!errors.isEmpty()) {
            throw Problem.badRequest(WRONG_VALUES).with(errors);
        }
    }

    /** The form of an id. */
    public static UUID uuid(String text) {
        if (!text.matches(UUID_FORM)) {
            throw new IllegalArgumentException("must be a UUID");
        }
        return UUID.fromString(text);
    }

    /** The form of a text of at most so many characters, none of them a control character. */
    public static Function<String, String> textTo(int longest) {
        return text -> {
            if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("must be at most " + longest + " printable characters");
            }
            return text;
        };
    }

    /** The form of a whole number from 1 to the largest. */
    public static Function<String, Integer> numberTo(int largest) {
        return text -> {
            if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > largest) {
                throw new IllegalArgumentException("must be a whole number from 1 to " + largest);
            }
            return Integer.parseInt(text);
        };
    }

    /** The form of one of these words, which are written in lower case. */
    @SafeVarargs
    public static <E extends Enum<E>> Function<String, E> wordOf(E... words) {
        return text -> Arrays.stream(words)
                .filter(word -> wire(word).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(words).map(QueryReader::wire).collect(Collectors.joining(", "))));
    }

    private static String wire(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
