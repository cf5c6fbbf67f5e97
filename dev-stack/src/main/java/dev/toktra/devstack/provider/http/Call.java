package dev.toktra.devstack.provider.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked: {@code parts} are the variable parts of the path, {@code site} is the provider's own base URL, header
 * names are in lower case.
 */
public record Call(
        String path,
        List<String> parts,
        Query query,
        Map<String, String> headers,
        String body,
        String site,
        Instant now) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The bearer token. */
    public Optional<String> bearer() {
        return header("authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()));
    }

    public String part(int place) {
        return parts.get(place);
    }

    public Query form() {
        return Query.of(body);
    }

    /** What a page token is bound to: the path and the whole query without the token itself. */
    public String identity(String tokenName) {
        return Integer.toHexString((path + "?" + query.without(Set.of(tokenName))).hashCode());
    }
}
