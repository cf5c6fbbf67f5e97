package dev.toktra.gateway.conventions;

import dev.toktra.gateway.conventions.InvalidInput.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a request one by one and remembers everything that is wrong, so that it is all said at once. */
public final class Inputs {

    /** The longest name of a person, unit, organisation or key. */
    public static final int NAME = 200;

    /** The longest e-mail address. */
    public static final int EMAIL = 254;

    private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final UUID NO_ID = new UUID(0, 0);
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2999, 12, 31);

    private final List<Fault> faults = new ArrayList<>();

    /** A text that must be there, without its outer spaces. */
    public String text(String pointer, @Nullable String value, int longest) {
        if (value == null) {
            return wrong(pointer, "is missing", "");
        }
        String text = value.strip();
        if (text.isEmpty() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            return wrong(pointer, "must be 1 to " + longest + " characters on one line", "");
        }
        return text;
    }

    /** An address, without outer spaces. */
    public String email(String pointer, @Nullable String value) {
        String email = text(pointer, value, EMAIL);
        return email.isEmpty() || email.matches("[^@\\s]+@[^@\\s]+")
                ? email
                : wrong(pointer, "must be an e-mail address", "");
    }

    /**
     * The id in an address.
     *
     * @throws Refusal if it is none: there is no such thing then
     */
    public static UUID pathId(String value, String what) {
        if (!value.matches(ID)) {
            throw Refusal.unknown("There is no such " + what + ".");
        }
        return UUID.fromString(value);
    }

    /** An id that must be there. */
    public UUID id(String pointer, @Nullable String value) {
        UUID id = optionalId(pointer, value);
        return id == null ? wrong(pointer, "is missing", NO_ID) : id;
    }

    /** An id, or null if there is none. */
    public @Nullable UUID optionalId(String pointer, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return value.matches(ID) ? UUID.fromString(value) : wrong(pointer, "must be a UUID", NO_ID);
    }

    /** A day that must be there. */
    public LocalDate day(String pointer, @Nullable String value) {
        LocalDate day = optionalDay(pointer, value);
        return day == null ? wrong(pointer, "is missing", FIRST_DAY) : day;
    }

    /** A day, or null if none is given. */
    public @Nullable LocalDate optionalDay(String pointer, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(value);
            return day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)
                    ? wrong(pointer, "must be a day from 2000 to 2999", FIRST_DAY)
                    : day;
        } catch (DateTimeException e) {
            return wrong(pointer, "must be a day such as 2026-11-22", FIRST_DAY);
        }
    }

    /** An instant, or null if none is given. */
    public @Nullable Instant optionalInstant(String pointer, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            return wrong(pointer, "must be a time such as 2026-11-22T10:00:00Z", Instant.EPOCH);
        }
    }

    /** One of the words of an enumeration, in lower case, or another if none is given. */
    public <E extends Enum<E>> E word(String pointer, @Nullable String value, E otherwise) {
        if (value == null) {
            return otherwise;
        }
        E[] words = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(words)
                .filter(word -> word.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseGet(() -> wrong(pointer, "must be one of " + list(words), otherwise));
    }

    /** Notes that something is wrong. */
    public void wrong(String pointer, String what) {
        faults.add(new Fault(pointer, what));
    }

    private <T> T wrong(String pointer, String what, T placeholder) {
        wrong(pointer, what);
        return placeholder;
    }

    private static String list(Enum<?>[] words) {
        return Arrays.stream(words)
                .map(word -> word.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /**
     * The end of reading.
     *
     * @throws InvalidInput if anything was wrong
     */
    public void check() {
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }
}
