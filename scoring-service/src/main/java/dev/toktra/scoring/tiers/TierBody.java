package dev.toktra.scoring.tiers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.problem.QueryReader;
import dev.toktra.scoring.tiers.rules.Tier;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what requests want of tiers. */
final class TierBody {

    private static final int REASON_LENGTH = 500;
    private static final int NAME_LENGTH = 200;
    private static final int MOST_PATTERNS = 200;
    private static final UUID NOBODY = new UUID(0, 0);

    private TierBody() {}

    /** A tier for a person until a time. */
    record WantedOverride(Tier tier, String reason, Instant until) {}

    /** The models of a tier. */
    record WantedModels(List<String> patterns, @Nullable String reason) {}

    /** A model that someone is about to use. */
    record Asked(UUID userId, String model) {}

    static WantedOverride override(JsonNode json, Instant now, Duration longest) {
        JsonBody body = new JsonBody(json, Set.of("tier", "reason", "expires_at"));
        Tier tier = body.required("tier", TierBody::tier, TierRules.LOWEST);
        String reason = body.required("reason", JsonBody.line(REASON_LENGTH), "");
        Instant until = body.required("expires_at", TierBody::instant, now.plusSeconds(1));
        if (!until.isAfter(now) || until.isAfter(now.plus(longest))) {
            body.wrong("/expires_at", "must be in the future, at most " + longest.toDays() + " days from now");
        }
        body.done();
        return new WantedOverride(tier, reason, until);
    }

    static WantedModels models(JsonNode json) {
        JsonBody body = new JsonBody(json, Set.of("patterns", "reason"));
        List<String> patterns = body.required("patterns", TierBody::patterns, List.of());
        String reason = body.optional("reason", JsonBody.line(REASON_LENGTH));
        body.done();
        return new WantedModels(patterns, reason);
    }

    static Asked asked(JsonNode json) {
        JsonBody body = new JsonBody(json, Set.of("user_id", "model"));
        UUID userId =
                body.required("user_id", node -> QueryReader.uuid(node.isTextual() ? node.textValue() : ""), NOBODY);
        String model = body.required("model", JsonBody.line(NAME_LENGTH), "");
        body.done();
        return new Asked(userId, model);
    }

    private static Tier tier(JsonNode node) {
        return Tier.of(node.isTextual() ? node.textValue() : "")
                .orElseThrow(() -> new IllegalArgumentException("must be one of standard, advanced, premium"));
    }

    private static Instant instant(JsonNode node) {
        try {
            return OffsetDateTime.parse(node.isTextual() ? node.textValue() : "")
                    .toInstant()
                    .truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time such as 2026-12-31T23:00:00Z", e);
        }
    }

    private static List<String> patterns(JsonNode node) {
        Set<String> seen = new HashSet<>();
        List<String> patterns = new ArrayList<>();
        for (JsonNode item : node) {
            String pattern = JsonBody.line(NAME_LENGTH).apply(item).toLowerCase(Locale.ROOT);
            if (!pattern.matches("[^\\s,]+") || pattern.contains("**") || !seen.add(pattern)) {
                throw new IllegalArgumentException("must be different names of models in which * stands for anything");
            }
            patterns.add(pattern);
        }
        if (!node.isArray() || patterns.size() > MOST_PATTERNS) {
            throw new IllegalArgumentException("must be a list of at most " + MOST_PATTERNS + " patterns");
        }
        return patterns;
    }
}
