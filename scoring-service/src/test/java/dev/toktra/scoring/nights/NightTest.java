package dev.toktra.scoring.nights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.nights.RunStore.Begun;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NightTest {

    private static final LocalDate SUNDAY = LocalDate.of(2026, 3, 1);

    private final NightRig rig = new NightRig("Asia/Tokyo", "2026-03-01T16:59:00Z"); // Monday, 01:59
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void otherTestsFindNoRunToTake() {
        TestSchema.execute("delete from night_run where org_id = ?", rig.org());
        TestSchema.execute("delete from organisation where org_id = ?", rig.org());
    }

    @Test
    void nightBeginsAtTwoInTheZoneOfTheOrganisationAndOnce() throws SQLException {
        rig.facts(SUNDAY.minusDays(1), 3);
        rig.part("one", 1, (connection, night) -> note(night.day() + " " + night.zone()));
        rig.work();
        assertThat(done)
                .as("a service that starts computes the night that was")
                .containsExactly("2026-02-28 Asia/Tokyo");
        rig.clock.tick(Duration.ofMinutes(1));
        rig.work();
        rig.work();
        assertThat(done).containsExactly("2026-02-28 Asia/Tokyo", "2026-03-01 Asia/Tokyo");
        assertThat(rig.shownRuns()).containsExactly("2026-02-28 nightly finished", "2026-03-01 nightly finished");
    }

    @Test
    void organisationWithoutFactsHasNoNight() throws SQLException {
        rig.work();
        assertThat(rig.shownRuns()).isEmpty();
    }

    @Test
    void partsGoByPlaceAndTellWhatTheyDid() throws SQLException {
        rig.facts(SUNDAY.minusDays(2), 1);
        rig.part("last", 9, (connection, night) -> note("last")).part("first", 1, (connection, night) -> note("first"));
        rig.work();
        assertThat(done).containsExactly("first", "last");
        assertThat(rig.shownParts()).containsExactly("first finished 1 1", "last finished 1 2");
    }

    @Test
    void partThatFailsIsTriedAgainWithoutThoseBeforeItAndLeavesNothingBehind() throws SQLException {
        rig.facts(SUNDAY.minusDays(2), 1);
        boolean[] broken = {true};
        rig.part("first", 1, (connection, night) -> note("first")).part("second", 2, (connection, night) -> {
            connection
                    .createStatement()
                    .execute("insert into unit values ('%1$s', '%1$s', 'team', 'left', null)".formatted(rig.org()));
            if (broken[0]) {
                throw new IllegalStateException("broken on purpose");
            }
            return note("second");
        });
        rig.work();
        assertThat(rig.shownParts()).containsExactly("first finished 1 1", "second waiting 1 null");
        assertThat(TestSchema.rows("select name from unit where org_id = ?", rig.org()))
                .isEmpty();
        broken[0] = false;
        rig.work();
        assertThat(done).as("it rests a minute").containsExactly("first");
        rig.clock.tick(Duration.ofMinutes(1));
        rig.work();
        assertThat(done).containsExactly("first", "second");
        assertThat(rig.shownRuns()).containsExactly("2026-02-28 nightly finished");
        assertThat(TestSchema.rows("select name from unit where org_id = ?", rig.org()))
                .containsExactly("left");
    }

    @Test
    void partThatKeepsFailingIsGivenUpAndTheOthersAreComputed() throws SQLException {
        rig.facts(SUNDAY.minusDays(2), 1);
        rig.part("broken", 1, (connection, night) -> {
                    throw new SQLException("no", "22012");
                })
                .part("sound", 2, (connection, night) -> note("sound"));
        for (int attempt = 1; attempt <= NightRig.RETRIES.tries(); attempt++) {
            rig.work();
            rig.clock.tick(Duration.ofHours(1));
        }
        assertThat(rig.shownParts()).startsWith("broken failed 3 null", "sound finished 1 1");
        assertThat(rig.shownRuns()).startsWith("2026-02-28 nightly failed");
        assertThat(TestSchema.rows(
                        "select distinct error from night_part where org_id = ? and state = 'failed'", rig.org()))
                .containsExactly("The database refused a statement (SQLSTATE 22012); the service's log says which.");
    }

    @Test
    void brokenOrganisationStopsNoOther() throws SQLException {
        NightRig broken = new NightRig("Mars/Olympus", "2026-03-01T16:59:00Z");
        broken.facts(SUNDAY.minusDays(2), 1);
        rig.facts(SUNDAY.minusDays(2), 1);
        rig.part("one", 1, (connection, night) -> note("done"));
        rig.work();
        TestSchema.execute("delete from organisation where org_id = ?", broken.org());
        assertThat(done).containsExactly("done");
        assertThat(broken.shownRuns()).isEmpty();
    }

    @Test
    void runOfAReplicaThatDiedIsTakenOverAtItsPartAndTheDeadOneCanDoNoMore() throws SQLException {
        rig.facts(SUNDAY.minusDays(2), 1);
        rig.part("first", 1, (connection, night) -> note("first"))
                .part("second", 2, (connection, night) -> note("second"));
        rig.open();
        Claim dead = claimOfThis("dead");
        Begun first = rig.runs().begin(dead).orElseThrow();
        assertThat(rig.runs().compute(dead, first, connection -> note("first"))).isTrue();
        Begun second = rig.runs().begin(dead).orElseThrow();
        rig.work();
        assertThat(done).as("the lease holds").containsExactly("first");
        rig.clock.tick(NightRig.LEASE);
        rig.work();
        assertThat(done).containsExactly("first", "second");
        assertThat(rig.shownRuns()).containsExactly("2026-02-28 nightly finished");
        assertThat(rig.runs().compute(dead, second, connection -> note("too late")))
                .isFalse();
        assertThat(rig.runs().begin(dead)).isEmpty();
        rig.runs().end(dead);
        assertThat(done).containsExactly("first", "second");
        assertThat(rig.shownParts()).containsExactly("first finished 1 1", "second finished 2 2");
    }

    @Test
    void noReplicaTakesARunWhosePartIsBeingComputedHoweverLongThatTakes() throws SQLException {
        rig.facts(SUNDAY.minusDays(2), 1);
        rig.part("long", 1, (connection, night) -> 1);
        rig.open();
        Claim claim = claimOfThis("slow");
        Begun part = rig.runs().begin(claim).orElseThrow();
        rig.runs().compute(claim, part, connection -> {
            rig.clock.tick(Duration.ofHours(3));
            Optional<Claim> other = rig.runs().claim("other", rig.parts());
            assertThat(other.map(taken -> taken.night().org())).isNotEqualTo(Optional.of(rig.org()));
            return 1;
        });
        rig.runs().end(claim);
        assertThat(rig.shownRuns()).containsExactly("2026-02-28 nightly finished");
    }

    @Test
    void twoReplicasOpenOneRun() throws SQLException {
        rig.facts(SUNDAY.minusDays(2), 1);
        rig.open();
        rig.open();
        assertThat(rig.shownRuns()).containsExactly("2026-02-28 nightly queued");
    }

    @Test
    void factsThatArriveAfterTheirNightAreCaughtUpWith() throws SQLException {
        rig.facts(SUNDAY.minusDays(2), 100);
        rig.part("one", 1, (connection, night) -> note(night.day().toString()));
        rig.work();
        rig.facts(SUNDAY.minusDays(3), 4);
        rig.clock.tick(Duration.ofMinutes(3));
        rig.work();
        assertThat(rig.shownRuns()).as("4 % wait").hasSize(2);
        rig.facts(SUNDAY.minusDays(4), 40);
        rig.clock.tick(Duration.ofMinutes(3));
        rig.work();
        assertThat(rig.shownRuns())
                .containsExactly(
                        "2026-02-28 nightly finished", "2026-03-01 nightly finished", "2026-03-01 catch_up finished");
    }

    @Test
    void factsThatAreSettledAfterTheirNightAreCaughtUpWith() throws SQLException {
        rig.facts(SUNDAY.minusDays(2), 100);
        rig.part("one", 1, (connection, night) -> note(night.day().toString()));
        rig.work();
        rig.clock.tick(Duration.ofMinutes(3));
        rig.work();
        assertThat(rig.shownRuns()).hasSize(2);
        TestSchema.execute("update daily_fact set rec_input = 7, rec_output = 1 where org_id = ?", rig.org());
        rig.clock.tick(Duration.ofMinutes(3));
        rig.work();
        assertThat(rig.shownRuns()).hasSize(3).last().isEqualTo("2026-03-01 catch_up finished");
    }

    /** Takes the run of this organisation; those that other tests left are none of it. */
    private Claim claimOfThis(String owner) throws SQLException {
        Optional<Claim> claim = rig.runs().claim(owner, rig.parts());
        while (claim.isPresent() && !claim.get().night().org().equals(rig.org())) {
            claim = rig.runs().claim(owner, rig.parts());
        }
        return claim.orElseThrow();
    }

    private int note(String what) {
        done.add(what);
        return done.size();
    }
}
