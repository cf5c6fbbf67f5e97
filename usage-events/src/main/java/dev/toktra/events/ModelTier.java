package dev.toktra.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The model access tier of a person. Who has none here is standard.
 *
 * @param tier the one that holds
 * @param earned by scores, whatever an administrator says instead
 * @param since the organisation's day from which the tier holds
 * @param overrideUntil when an administrator's word ends, after which {@code earned} holds; null: there is none
 * @param formulaVersion of the rules by which it was earned
 */
public record ModelTier(
        UUID orgId,
        UUID userId,
        long version,
        boolean deleted,
        @Nullable Tier tier,
        @Nullable Tier earned,
        @Nullable LocalDate since,
        @Nullable Instant overrideUntil,
        int formulaVersion)
        implements State {

    /** Which class of models a person may use. */
    public enum Tier {
        STANDARD,
        ADVANCED,
        PREMIUM
    }

    public ModelTier {
        Laws.present(orgId, "org_id");
        Laws.present(userId, "user_id");
        Laws.law(version >= 1, "version starts at 1");
        Laws.law(formulaVersion >= 1, "formula_version starts at 1");
        boolean holds = tier != null && earned != null && since != null;
        Laws.law(deleted != holds, "a person who is there has a tier, and who is erased has none");
        Laws.law(!deleted || overrideUntil == null, "who is erased has no override");
    }

    @Override
    public String key() {
        return orgId + "|" + userId;
    }

    @Override
    public ModelTier erased(long lastVersion) {
        return new ModelTier(orgId, userId, lastVersion, true, null, null, null, null, formulaVersion);
    }
}
