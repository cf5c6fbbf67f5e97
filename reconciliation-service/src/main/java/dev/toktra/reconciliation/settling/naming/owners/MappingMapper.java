package dev.toktra.reconciliation.settling.naming.owners;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.settling.naming.BodyMapper;
import dev.toktra.reconciliation.settling.naming.Mapping;
import dev.toktra.reconciliation.settling.naming.owners.MappingRow.Holder;
import dev.toktra.reconciliation.settling.naming.owners.MappingRow.Thing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Mappings as requests send and get them. */
final class MappingMapper {

    private static final LocalDate UNSET = LocalDate.EPOCH;
    private static final Set<String> HOLDER = Set.of("user_id", "unit_id", "valid_from", "valid_until");
    private static final Set<String> ALL =
            Set.of("provider", "kind", "value", "user_id", "unit_id", "valid_from", "valid_until");

    private MappingMapper() {}

    /** A mapping as it is shown. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "IdentityMapping")
    record Shown(
            UUID mappingId,
            String provider,
            String kind,
            String value,
            @Nullable UUID userId,
            @Nullable UUID unitId,
            LocalDate validFrom,
            @Nullable LocalDate validUntil,
            Instant updatedAt) {}

    /** A page of mappings. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "IdentityMappingList")
    record Page(List<Shown> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}

    /** What a request says of a new mapping; a change names person or unit, and days. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "NewIdentityMapping")
    record Wanted(
            @Schema(enumeration = {"openai", "anthropic", "azure_openai", "gcp_vertex"})
            String provider,

            @Schema(enumeration = {"key", "deployment", "project"})
            String kind,

            @Schema(
                    description = "the provider's id; of a deployment its account's id, a slash and its name;"
                            + " a workspace and an Azure account are projects")
            String value,

            @Schema(description = "the person whose it is; this or unit_id") @Nullable
            UUID userId,

            @Schema(description = "the department or team whose it is") @Nullable
            UUID unitId,

            @Schema(description = "the first day of UTC") LocalDate validFrom,

            @Schema(description = "the first day on which it holds no more; null: still") @Nullable
            LocalDate validUntil) {}

    static Shown shown(MappingRow row) {
        return new Shown(
                row.mappingId(),
                row.thing().provider(),
                row.thing().kind().word(),
                row.thing().value(),
                row.holder().userId(),
                row.holder().unitId(),
                row.holder().validFrom(),
                row.holder().validUntil(),
                row.updatedAt());
    }

    /** What a request wants to map, and to whom. */
    record Fresh(Thing thing, Holder holder) {}

    static Fresh fresh(JsonNode json) {
        BodyMapper body = new BodyMapper(json, ALL);
        Thing thing = new Thing(
                body.required("provider", MappingMapper::provider, Provider.OPENAI)
                        .word(),
                body.required("kind", MappingMapper::kind, Mapping.Kind.KEY),
                body.required("value", BodyMapper::line, ""));
        Holder holder = new Holder(
                body.optional("user_id", QueryReader::uuid),
                body.optional("unit_id", QueryReader::uuid),
                body.required("valid_from", BodyMapper::date, UNSET),
                body.optional("valid_until", BodyMapper::date));
        return new Fresh(thing, checked(body, holder));
    }

    /** Whose a thing is afterwards: who is named anew takes the place of whoever it was, a person or a unit. */
    static Holder changed(JsonNode json, Holder now) {
        BodyMapper body = new BodyMapper(json, HOLDER);
        UUID user = body.optional("user_id", QueryReader::uuid);
        UUID unit = body.optional("unit_id", QueryReader::uuid);
        boolean another = body.names("user_id") || body.names("unit_id");
        Holder holder = new Holder(
                another ? user : now.userId(),
                another ? unit : now.unitId(),
                body.names("valid_from") ? body.required("valid_from", BodyMapper::date, UNSET) : now.validFrom(),
                body.names("valid_until") ? body.optional("valid_until", BodyMapper::date) : now.validUntil());
        return checked(body, holder);
    }

    private static Holder checked(BodyMapper body, Holder holder) {
        if (!body.hasErrors() && (holder.userId() == null) == (holder.unitId() == null)) {
            body.wrong("user_id", "or unit_id must be given, and not both");
        }
        LocalDate until = holder.validUntil();
        if (until != null && !until.isAfter(holder.validFrom())) {
            body.wrong("valid_until", "must be after valid_from");
        }
        body.done();
        return holder;
    }

    /** The provider that a query is about; null for all. Ends the reading of the query. */
    static @Nullable String provider(QueryReader query, @Nullable String text) {
        Provider provider = query.read("provider", text, MappingMapper::provider);
        query.done();
        return provider == null ? null : provider.word();
    }

    private static Provider provider(String text) {
        return Provider.of(text).orElseThrow(() -> new IllegalArgumentException("must be one of " + Provider.words()));
    }

    private static Mapping.Kind kind(String text) {
        return Mapping.Kind.of(text)
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(Mapping.Kind.values())
                                .map(Mapping.Kind::word)
                                .collect(Collectors.joining(", "))));
    }
}
