package dev.toktra.reconciliation.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A page as {@code {"data":[…],"has_more":…}}; any other shape is a broken answer and never an empty page. */
public record DataPage(JsonNode body, String provider) {

    public DataPage {
        if (!body.path("data").isArray() || !body.path("has_more").isBoolean()) {
            throw ProviderFault.broken(provider + " answered with another shape than it documents.");
        }
    }

    public JsonNode items() {
        return body.path("data");
    }

    /** The cursor of a report's next page; only {@code has_more} decides whether there is one. */
    public @Nullable String next() {
        return body.path("has_more").booleanValue() ? cursor(body.path("next_page")) : null;
    }

    /** The cursor of a list's next page: the last id, which the last page has too and some lists never. */
    public @Nullable String after() {
        JsonNode last = body.path("last_id");
        JsonNode id = last.isTextual() ? last : items().path(items().size() - 1).path("id");
        return body.path("has_more").booleanValue() ? cursor(id) : null;
    }

    private String cursor(JsonNode cursor) {
        if (!cursor.isTextual() || cursor.textValue().isBlank()) {
            throw ProviderFault.broken(provider + " says that there is more and does not say where.");
        }
        return cursor.textValue();
    }
}
