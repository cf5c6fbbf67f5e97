package dev.toktra.agent.command;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Options as {@code --name value} or {@code --flag}; each is read by the type that it must have. */
final class Options {

    private final Map<String, String> values = new HashMap<>();

    private Options() {}

    /** Reads options; one that is not known, is there twice or lacks its value is refused. */
    static Options read(List<String> arguments, Set<String> valued, Set<String> flags) {
        Options options = new Options();
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            String value = "";
            if (valued.contains(name)) {
                i++;
                if (i == arguments.size()) {
                    throw new WrongOption(name + " needs a value.");
                }
                value = arguments.get(i);
            } else if (!flags.contains(name)) {
                throw new WrongOption("There is no option " + name + ".");
            }
            if (options.values.put(name, value) != null) {
                throw new WrongOption(name + " is there twice.");
            }
        }
        return options;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String required(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new WrongOption(name + " is missing.");
        }
        return value;
    }

    @Nullable
    Path path(String name) {
        String value = values.get(name);
        return value == null ? null : Path.of(value);
    }

    @Nullable
    URI address(String name) {
        String value = values.get(name);
        return value == null ? null : URI.create(value);
    }

    @Nullable
    String text(String name) {
        return values.get(name);
    }

    long number(String name, long usual) {
        return read(name, usual, Long::parseLong, "a whole number");
    }

    int count(String name, int usual) {
        return read(name, usual, Integer::parseInt, "a whole number");
    }

    double decimal(String name, double usual) {
        return read(name, usual, Double::parseDouble, "a number");
    }

    /** A share such as {@code 20%} or {@code 0.2}. */
    double share(String name) {
        return read(
                name,
                0.0,
                text -> text.endsWith("%")
                        ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                        : Double.parseDouble(text),
                "a share such as 20%");
    }

    /** A number of days such as {@code 90d}. */
    int days(String name, int usual) {
        return read(
                name,
                usual,
                text -> Integer.parseInt(text.endsWith("d") ? text.substring(0, text.length() - 1) : text),
                "a number of days such as 90d");
    }

    /** A day, which lasts to its end or to now, or a time with zone; null where it is not given. */
    @Nullable
    Instant until(String name, ZoneId zone, Instant now) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        try {
            if (value.length() == 10) {
                Instant end =
                        LocalDate.parse(value).plusDays(1).atStartOfDay(zone).toInstant();
                boolean today = LocalDate.parse(value).equals(LocalDate.ofInstant(now, zone));
                return today ? now : end;
            }
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new WrongOption(name
                    + " must be a day such as 2026-11-22 or a time such as 2026-11-22T10:00:00Z, not " + value + ".");
        }
    }

    private <T> T read(String name, T usual, Function<String, T> type, String kind) {
        String value = values.get(name);
        if (value == null) {
            return usual;
        }
        try {
            return type.apply(value);
        } catch (NumberFormatException e) {
            throw new WrongOption(name + " must be " + kind + ", not " + value + ".");
        }
    }
}
