package dev.toktra.scoring.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.tiers.TierNightStore.Outcome;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TierNightTest {

    private static final LocalDate FIRST = TierRig.FIRST;

    private final TierRig rig = new TierRig();

    @Test
    void everyoneOfTheDirectoryHasATierAndBeginsBelow() throws SQLException {
        rig.company.person("Ben", null, null);

        assertThat(rig.night(FIRST)).isEqualTo(new Outcome(2, 0, 0));
        assertThat(rig.tiers()).containsExactly("Ann standard 2026-03-01", "Ben standard 2026-03-01");
        assertThat(rig.changes()).isEmpty();
    }

    @Test
    void sevenNightsInARowPromoteAndSixDoNot() throws SQLException {
        for (int night = 0; night < 6; night++) {
            rig.scored(FIRST.plusDays(night), rig.ann, 66.0);
            assertThat(rig.night(FIRST.plusDays(night)).promoted()).isZero();
        }
        rig.scored(FIRST.plusDays(6), rig.ann, 66.0);

        assertThat(rig.night(FIRST.plusDays(6))).isEqualTo(new Outcome(1, 1, 0));
        assertThat(rig.tiers()).containsExactly("Ann advanced 2026-03-07");
        assertThat(rig.changes()).containsExactly("2026-03-07 promoted standard advanced");
    }

    @Test
    void aNightDecidedAgainChangesNothingMore() throws SQLException {
        rig.scored(FIRST, 7, rig.ann, 66);
        rig.night(FIRST.plusDays(6));
        long version = rig.version();

        assertThat(rig.night(FIRST.plusDays(6))).isEqualTo(new Outcome(1, 0, 0));
        assertThat(rig.version()).isEqualTo(version);
        assertThat(rig.changes()).hasSize(1);
        assertThat(TestSchema.rows(
                        "select night, promoted, demoted from tier_night where org_id = ?", rig.company.org()))
                .containsExactly("2026-03-07 1 0");
    }

    @Test
    void nightsThatWereNotComputedCountForNobody() throws SQLException {
        for (int week = 0; week < 7; week++) {
            rig.scored(FIRST.plusWeeks(week), rig.ann, 90.0);
        }
        rig.night(FIRST.plusWeeks(6));

        assertThat(rig.tiers()).containsExactly("Ann premium 2026-04-12");
    }

    @Test
    void aNightWithoutAScoreBeginsTheCountAnewAndKeepsTheTier() throws SQLException {
        UUID ben = rig.company.person("Ben", null, null);
        rig.scored(FIRST, 14, rig.ann, 66);
        rig.scored(FIRST, 14, ben, 66);
        rig.scored(FIRST.plusDays(3), rig.ann, null);
        rig.night(FIRST.plusDays(6));
        assertThat(rig.tiers()).containsExactly("Ann standard 2026-03-07", "Ben advanced 2026-03-07");

        TestSchema.execute("delete from score where user_id = ? and night > ?", ben, FIRST.plusDays(8));
        rig.night(FIRST.plusDays(13));
        assertThat(rig.tiers()).containsExactly("Ann advanced 2026-03-14", "Ben advanced 2026-03-07");
    }

    @Test
    void nightsLongAgoPromoteNobody() throws SQLException {
        rig.scored(FIRST, 6, rig.ann, 90);
        rig.scored(FIRST.plusDays(70), rig.ann, 90.0);

        assertThat(rig.night(FIRST.plusDays(70)).promoted()).isZero();
    }

    @Test
    void scoresOfLaterNightsAndOfOtherOrganisationsSayNothing() throws SQLException {
        TierRig other = new TierRig();
        other.scored(FIRST, 7, other.ann, 90);
        rig.scored(FIRST, 7, rig.ann, 40);
        rig.scored(FIRST.plusDays(7), 7, rig.ann, 90);

        assertThat(rig.night(FIRST.plusDays(6)).promoted()).isZero();
        assertThat(other.tiers()).isEmpty();
    }

    @Test
    void overrideStandsAboveWhatIsEarnedMeanwhileAndEndsInIt() throws SQLException {
        rig.override(rig.ann, "premium", Instant.parse("2026-03-20T12:00:00Z"));
        rig.scored(FIRST, 7, rig.ann, 66);
        rig.night(FIRST.plusDays(6));
        assertThat(rig.tiers()).containsExactly("Ann premium 2026-02-01");

        ExpiryStore expiry = new ExpiryStore(TestSchema.worker());
        expiry.expire(Instant.parse("2026-03-20T11:59:59Z"));
        assertThat(rig.tiers()).containsExactly("Ann premium 2026-02-01");
        expiry.expire(Instant.parse("2026-03-20T12:00:00Z"));
        expiry.expire(Instant.parse("2026-03-20T12:00:00Z"));

        assertThat(rig.tiers()).containsExactly("Ann advanced 2026-03-20");
        assertThat(rig.changes())
                .containsExactly(
                        "2026-03-07 promoted standard advanced", "2026-03-20 override_expired premium advanced");
        assertThat(TestSchema.rows("select act, actor, subject from audit_act where org_id = ?", rig.company.org()))
                .containsExactly("tier.override_expired system " + rig.ann);
    }

    @Test
    void overrideEndsOnTheOrganisationsDay() throws SQLException {
        rig.company.zone("Asia/Tokyo");
        rig.override(rig.ann, "premium", Instant.parse("2026-03-20T16:00:00Z"));
        new ExpiryStore(TestSchema.worker()).expire(Instant.parse("2026-03-21T00:00:00Z"));

        assertThat(rig.tiers()).containsExactly("Ann standard 2026-03-21");
    }

    @Test
    void whoIsErasedIsDeletedDownstreamAndTheirHistoryGoesWithTheirTombstone() throws SQLException {
        rig.company.person("Ben", null, null);
        rig.scored(FIRST, 7, rig.ann, 66);
        rig.night(FIRST.plusDays(6));
        TestSchema.execute("delete from person where org_id = ? and user_id = ?", rig.company.org(), rig.ann);
        rig.night(FIRST.plusDays(7));

        assertThat(TestSchema.rows("select deleted from model_tier where user_id = ?", rig.ann))
                .containsExactly("t");
        assertThat(rig.changes()).hasSize(1);
        TestSchema.execute("delete from model_tier where user_id = ?", rig.ann);
        rig.night(FIRST.plusDays(8));
        assertThat(rig.changes()).isEmpty();
    }

    @Test
    void aDirectoryThatIsBeingReadErasesNobody() throws SQLException {
        rig.night(FIRST);
        TestSchema.execute("delete from person where org_id = ?", rig.company.org());
        rig.night(FIRST.plusDays(1));

        assertThat(TestSchema.rows("select deleted from model_tier where user_id = ?", rig.ann))
                .containsExactly("f");
    }

    @Test
    void auditIsWrittenAndNeverChanged() {
        List<String> rights = TestSchema.rows(
                "select r, has_table_privilege(r, 'audit_act', 'insert'), has_table_privilege(r, 'audit_act', 'update, delete, truncate')"
                        + " from unnest(array['scoring_app', 'scoring_worker']) r");

        assertThat(rights).containsExactly("scoring_app t f", "scoring_worker t f");
    }
}
