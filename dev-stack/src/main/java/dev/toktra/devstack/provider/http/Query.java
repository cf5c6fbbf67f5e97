package dev.toktra.devstack.provider.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The decoded pairs of a query or of a form, in their order. */
public record Query(List<Pair> pairs) {

    /** One name with its value. */
    public record Pair(String name, String value) {}

    public Query {
        pairs = List.copyOf(pairs);
    }

    static Query of(@Nullable String raw) {
        String text = Optional.ofNullable(raw).orElse("");
        return new Query(Arrays.stream(text.split("&"))
                .filter(part -> !part.isEmpty())
                .map(Query::pair)
                .toList());
    }

    private static Pair pair(String part) {
        int equals = part.indexOf('=');
        return equals < 0
                ? new Pair(decoded(part), "")
                : new Pair(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The value of the name, if it is there and not empty; the last one of several. */
    public Optional<String> one(String name) {
        return all(name).stream().filter(value -> !value.isEmpty()).reduce((first, second) -> second);
    }

    public List<String> all(String name) {
        return pairs.stream()
                .filter(pair -> pair.name().equals(name))
                .map(Pair::value)
                .toList();
    }

    /** The first name that is none of these. */
    public Optional<String> stranger(Set<String> known) {
        return pairs.stream()
                .map(Pair::name)
                .filter(name -> !known.contains(name))
                .findFirst();
    }

    /** All that was asked, but for the named pairs, in an order of its own. */
    public String without(Set<String> names) {
        return pairs.stream()
                .filter(pair -> !names.contains(pair.name()))
                .map(pair -> pair.name() + "=" + pair.value())
                .sorted()
                .collect(Collectors.joining("&"));
    }
}
