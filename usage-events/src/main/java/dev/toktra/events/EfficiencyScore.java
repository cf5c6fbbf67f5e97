package dev.toktra.events;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last efficiency score of a person. Who shows it honours the organisation's {@link OrganisationState.Privacy}: where
 * people are not named it is for the person and privacy officers only.
 *
 * @param latest null of a deleted one
 */
public record EfficiencyScore(
        UUID orgId,
        UUID userId,
        long version,
        boolean deleted,
        @Nullable Latest latest) implements State {

    /** Whether there is a number. */
    public enum Standing {
        SCORED,
        /** Too few active days or requests. */
        INSUFFICIENT_DATA
    }

    /** Against the score 30 days before. */
    public enum Trend {
        UP,
        FLAT,
        DOWN
    }

    /**
     * The score of a night.
     *
     * @param night the last day that counts
     * @param score 0 to 100; null without enough data, as are the bounds of its 80 % interval
     * @param trend null where one of the two nights has no score
     * @param settledShare of the cost-weighted tokens; null: there are none
     * @param components whose points sum to the score; none without one
     * @param highlight the change that would raise the score most, as a sentence
     */
    public record Latest(
            LocalDate night,
            Standing standing,
            @Nullable BigDecimal score,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable Trend trend,
            @Nullable BigDecimal change,
            @Nullable UUID departmentId,
            @Nullable UUID teamId,
            int activeDays,
            long requests,
            @Nullable BigDecimal settledShare,
            List<Component> components,
            @Nullable String highlight,
            int formulaVersion) {

        public Latest {
            Laws.present(night, "night");
            Laws.law(
                    (Laws.present(standing, "standing") == Standing.SCORED) == (score != null),
                    "who is scored has one");
            Laws.law((score == null) == (low == null) && (score == null) == (high == null), "a score has an interval");
            components = List.copyOf(Laws.present(components, "components"));
            Laws.law(formulaVersion >= 1, "formula_version starts at 1");
        }
    }

    /**
     * What a component brought.
     *
     * @param value raw; null without data, as is the percentile
     * @param contribution in points
     */
    public record Component(
            String component,
            String measuredBy,
            @Nullable BigDecimal value,
            @Nullable BigDecimal percentile,
            BigDecimal weight,
            BigDecimal contribution) {}

    public EfficiencyScore {
        Laws.present(orgId, "org_id");
        Laws.present(userId, "user_id");
        Laws.law(version >= 1, "version starts at 1");
        Laws.law(deleted == (latest == null), "a person who is there has a last score");
    }

    @Override
    public String key() {
        return orgId + "|" + userId;
    }

    @Override
    public EfficiencyScore erased(long lastVersion) {
        return new EfficiencyScore(orgId, userId, lastVersion, true, null);
    }
}
