package dev.toktra.reconciliation.providers.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a request in order; the same for all pages of a read but for the cursor. */
public record Query(List<String> pairs) {

    public static final Query NONE = new Query(List.of());

    public Query {
        pairs = List.copyOf(pairs);
    }

    public Query with(String name, Object value) {
        List<String> more = new ArrayList<>(pairs);
        more.add(encoded(name) + "=" + encoded(value.toString()));
        return new Query(more);
    }

    /** Without a value the query stays as it is. */
    public Query withOptional(String name, @Nullable String value) {
        return value == null ? this : with(name, value);
    }

    public Query withEach(String name, List<String> values) {
        Query query = this;
        for (String value : values) {
            query = query.with(name, value);
        }
        return query;
    }

    /** As in an address or a form, without a question mark. */
    public String text() {
        return String.join("&", pairs);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
