package dev.toktra.reconciliation.settling.naming.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.reconciliation.settling.naming.BodyMapper;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Aliases as requests send and get them. */
final class AliasMapper {

    private AliasMapper() {}

    /** An alias as it is shown. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ModelAlias")
    record Shown(UUID aliasId, String provider, String pattern, String canonical, Instant updatedAt) {}

    /** A page of aliases. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ModelAliasList")
    record Page(List<Shown> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}

    /** What a request says of a new alias; a change names pattern, canonical or both. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "NewModelAlias")
    record Wanted(
            @Schema(description = "as in usage, such as openai")
            String provider,

            @Schema(description = "a name, in which * stands for anything; case does not count")
            String pattern,

            @Schema(description = "what such models are called; kept in lower case")
            String canonical) {}

    static Shown shown(AliasRow row) {
        return new Shown(row.aliasId(), row.provider(), row.pattern(), row.canonical(), row.updatedAt());
    }

    static Wanted fresh(JsonNode json) {
        BodyMapper body = new BodyMapper(json, Set.of("provider", "pattern", "canonical"));
        Wanted wanted = new Wanted(
                body.required("provider", AliasMapper::provider, ""),
                body.required("pattern", AliasMapper::name, ""),
                body.required("canonical", AliasMapper::canonical, ""));
        body.done();
        return wanted;
    }

    static Wanted changed(JsonNode json, AliasRow now) {
        BodyMapper body = new BodyMapper(json, Set.of("pattern", "canonical"));
        Wanted wanted = new Wanted(
                now.provider(),
                body.names("pattern") ? body.required("pattern", AliasMapper::name, "") : now.pattern(),
                body.names("canonical") ? body.required("canonical", AliasMapper::canonical, "") : now.canonical());
        body.done();
        return wanted;
    }

    private static String provider(String text) {
        if (!text.matches("[a-z0-9][a-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("must be a provider's name in lower case, such as openai");
        }
        return text;
    }

    private static String name(String text) {
        return BodyMapper.line(text).toLowerCase(Locale.ROOT);
    }

    private static String canonical(String text) {
        String name = name(text);
        if (name.indexOf('*') >= 0) {
            throw new IllegalArgumentException("is a name, and has no *");
        }
        return name;
    }
}
