package dev.toktra.devstack.provider.book;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of dimensions in the order in which they were asked for; nothing is not the empty text. */
public record Cell(List<@Nullable String> values) implements Comparable<Cell> {

    public Cell {
        values = Collections.unmodifiableList(values);
    }

    public static Cell of(@Nullable String... values) {
        return new Cell(Arrays.asList(values));
    }

    public @Nullable String value(int place) {
        return values.get(place);
    }

    /** In the order of their texts, nothing first. */
    @Override
    public int compareTo(Cell other) {
        return text().compareTo(other.text());
    }

    private String text() {
        return values.stream()
                .map(value ->
                        Optional.ofNullable(value).map(text -> "\u0002" + text).orElse("\u0001"))
                .collect(Collectors.joining("\u0000"));
    }
}
