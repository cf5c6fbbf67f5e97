package dev.toktra.scoring.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.OrganisationState;
import dev.toktra.events.OrganisationState.DatedZone;
import dev.toktra.events.PersonState;
import dev.toktra.events.PersonState.Eligibility;
import dev.toktra.events.PersonState.Membership;
import dev.toktra.events.Topics;
import dev.toktra.events.UnitState;
import dev.toktra.scoring.Feed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class DirectoryConsumerTest {

    private static final UUID USER = new UUID(1, 1);
    private static final UUID DEPARTMENT = new UUID(2, 1);
    private static final UUID TEAM = new UUID(3, 1);
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

    private final Feed feed = new Feed();
    private final UUID org = UUID.randomUUID();

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void organisationAndItsZonesFollowTheirTopic() {
        feed.send(
                Topics.ORGANISATIONS,
                organisation(1, false, List.of(zone(JANUARY, "UTC"), zone(MARCH, "Asia/Kathmandu"))));
        becomes("select valid_from, zone from organisation_zone", "2026-01-01 UTC", "2026-03-01 Asia/Kathmandu");
        becomes("select name, currency, privacy from organisation", "Acme EUR anonymised");
        feed.send(Topics.ORGANISATIONS, organisation(2, false, List.of(zone(JANUARY, "UTC"))));
        becomes("select valid_from, zone from organisation_zone", "2026-01-01 UTC");
        feed.send(Topics.ORGANISATIONS, organisation(3, true, List.of(zone(JANUARY, "UTC"))));
        becomes("select name from organisation");
        becomes("select zone from organisation_zone");
    }

    @Test
    void personIsReplacedWithTheWholeHistory() {
        feed.send(
                Topics.PEOPLE,
                person(
                        1,
                        List.of(
                                new Membership(DEPARTMENT, TEAM, JANUARY, MARCH),
                                new Membership(DEPARTMENT, null, MARCH, null)),
                        List.of(new Eligibility(JANUARY, null))));
        becomes("select email, role, status from person", "ann@acme.example lead active");
        becomes(
                "select department_id, team_id, valid_from, valid_until from membership",
                DEPARTMENT + " " + TEAM + " 2026-01-01 2026-03-01",
                DEPARTMENT + " null 2026-03-01 null");
        becomes("select valid_from, valid_until from eligibility", "2026-01-01 null");
        feed.send(Topics.PEOPLE, person(2, List.of(), List.of(new Eligibility(JANUARY, MARCH))));
        becomes("select department_id from membership");
        becomes("select valid_from, valid_until from eligibility", "2026-01-01 2026-03-01");
    }

    @Test
    void erasedPersonLeavesNothing() {
        feed.send(
                Topics.PEOPLE,
                person(
                        1,
                        List.of(new Membership(DEPARTMENT, TEAM, JANUARY, null)),
                        List.of(new Eligibility(JANUARY, null))));
        becomes("select email from person", "ann@acme.example");
        feed.send(Topics.PEOPLE, org + "|" + USER, null);
        becomes("select email from person");
        becomes("select department_id from membership");
        becomes("select valid_from from eligibility");
    }

    @Test
    void unitsFollowTheirTopic() {
        feed.send(Topics.UNITS, unit(1, false, "Engineering"));
        becomes("select unit_id, kind, name, parent_id from unit", TEAM + " team Engineering " + DEPARTMENT);
        feed.send(Topics.UNITS, unit(2, false, "Research"));
        becomes("select name from unit", "Research");
        feed.send(Topics.UNITS, unit(3, true, "Research"));
        becomes("select name from unit");
    }

    private void becomes(String query, String... rows) {
        String ofThisOne = query + " where org_id = '" + org + "'";
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(feed.rows(ofThisOne)).containsExactlyInAnyOrder(rows));
    }

    private OrganisationState organisation(long version, boolean deleted, List<DatedZone> zones) {
        return new OrganisationState(
                org, version, deleted, "Acme", zones, "EUR", OrganisationState.Privacy.ANONYMISED, 90);
    }

    private static DatedZone zone(LocalDate from, String zone) {
        return new DatedZone(from, ZoneId.of(zone));
    }

    private PersonState person(long version, List<Membership> memberships, List<Eligibility> eligibility) {
        return new PersonState(
                org,
                USER,
                version,
                false,
                "ann@acme.example",
                "Ann",
                PersonState.Role.LEAD,
                PersonState.Status.ACTIVE,
                memberships,
                List.of(),
                eligibility);
    }

    private UnitState unit(long version, boolean deleted, String name) {
        return new UnitState(org, TEAM, version, deleted, UnitState.Kind.TEAM, name, DEPARTMENT);
    }
}
