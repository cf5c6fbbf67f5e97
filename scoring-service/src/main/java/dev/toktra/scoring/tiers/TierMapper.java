package dev.toktra.scoring.tiers;

import dev.toktra.scoring.tiers.rules.Exemption;
import dev.toktra.scoring.tiers.rules.Holding;
import dev.toktra.scoring.tiers.rules.NightScore;
import dev.toktra.scoring.tiers.rules.Tier;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes rules' things of rows. */
final class TierMapper {

    private TierMapper() {}

    /** The patterns of tiers, in columns {@code models_of} and {@code patterns}, as far as rows have any. */
    static Map<Tier, List<String>> models(RowSet<Row> rows) {
        Map<Tier, List<String>> models = new EnumMap<>(Tier.class);
        for (Row row : rows) {
            String tier = row.getString("models_of");
            if (tier != null) {
                models.put(tier(tier), List.of(row.getArrayOfStrings("patterns")));
            }
        }
        return models;
    }

    /** A row of model_tier; one without a tier is the lowest. */
    static Holding holding(Row row) {
        String earned = row.getString("earned");
        String instead = row.getString("override_tier");
        return new Holding(
                earned == null ? TierRules.LOWEST : tier(earned),
                instead == null
                        ? null
                        : new Exemption(
                                tier(instead),
                                row.getString("override_reason"),
                                row.getString("override_by"),
                                instant(row, "override_at"),
                                instant(row, "override_until")));
    }

    static NightScore score(Row row) {
        BigDecimal score = row.getBigDecimal("score");
        return score == null
                ? NightScore.NONE
                : new NightScore(score, row.getBigDecimal("low"), row.getBigDecimal("high"));
    }

    static ShownTier.Change change(Row row) {
        return new ShownTier.Change(
                row.getUUID("change_id"),
                instant(row, "at"),
                row.getLocalDate("day"),
                row.getString("kind"),
                row.getString("from_tier"),
                row.getString("to_tier"),
                row.getString("reason"),
                row.getString("actor"));
    }

    static Tier tier(String wire) {
        return Tier.of(wire).orElseThrow(() -> new IllegalStateException("no tier is called " + wire));
    }

    static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
