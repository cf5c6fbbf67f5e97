package dev.toktra.reconciliation.settling.naming.owners;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.reconciliation.settling.naming.owners.Candidates.Candidate;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What nobody is named for, as requests get it. */
final class CandidateMapper {

    private CandidateMapper() {}

    /**
     * A thing that nobody is named for.
     *
     * @param name what the provider calls it
     * @param tokens input and output of the last 30 days that are nobody's
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "IdentityMappingCandidate")
    record Shown(
            String provider,
            String kind,
            String value,

            @Schema(description = "what the provider calls it") @Nullable
            String name,

            Tokens tokens,

            @Schema(description = "the day of UTC") LocalDate lastUsedOn) {}

    @Schema(name = "CandidateTokens")
    record Tokens(long input, long output) {}

    /** The first of them; there may be more. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "IdentityMappingCandidateList")
    record First(List<Shown> items, boolean hasMore, long totalCount) {}

    static First first(List<Candidate> all, Map<MappingRow.Thing, String> names, int limit) {
        List<Shown> items = all.stream()
                .limit(limit)
                .map(candidate -> shown(candidate, names.get(candidate.thing())))
                .toList();
        return new First(items, all.size() > limit, all.size());
    }

    private static Shown shown(Candidate candidate, @Nullable String name) {
        MappingRow.Thing thing = candidate.thing();
        return new Shown(
                thing.provider(),
                thing.kind().word(),
                thing.value(),
                name,
                new Tokens(candidate.tokens().input(), candidate.tokens().output()),
                candidate.tokens().lastUsedOn());
    }
}
