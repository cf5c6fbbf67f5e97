package dev.toktra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.OrganisationState;
import dev.toktra.events.PersonState;
import dev.toktra.events.PersonState.Alias;
import dev.toktra.events.PersonState.AliasKind;
import dev.toktra.events.PersonState.Membership;
import dev.toktra.events.Topics;
import dev.toktra.events.UnitState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
class PublicationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final TestOrganisation organisation = TestOrganisation.make();

    private static <T> void awaitLast(TopicReader<T> reader, Consumer<T> expected) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(reader.states()).isNotEmpty();
            expected.accept(reader.states().get(reader.states().size() - 1));
        });
    }

    private String made(String path, String body, String id) {
        return organisation
                .admin()
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path(id);
    }

    private TopicReader<PersonState> person(String id) {
        return new TopicReader<>(Topics.PEOPLE, PersonState.class, organisation.orgId() + "|" + id);
    }

    @Test
    void personIsPublishedWholeAfterEachChange() {
        String department = made("/v1/departments", "{\"name\": \"Works\"}", "department_id");
        String id = made("/v1/users", "{\"email\": \"ada@acme.example\", \"name\": \"Ada\"}", "user_id");
        try (TopicReader<PersonState> people = person(id)) {
            awaitLast(people, person -> assertThat(person.aliases()).isEmpty());
            organisation.admin().body("""
                            {"name": "Ada L.", "membership": {"department_id": "%s", "valid_from": "2026-02-01"},
                             "aliases": {"add": [{"kind": "account", "value": "ADA", "valid_from": "2026-01-15"}]}}""".formatted(department)).patch("/v1/users/" + id);

            awaitLast(
                    people,
                    person -> assertThat(person)
                            .returns("Ada L.", PersonState::name)
                            .returns(
                                    List.of(new Membership(
                                            UUID.fromString(department), null, LocalDate.of(2026, 2, 1), null)),
                                    PersonState::memberships)
                            .returns(
                                    List.of(new Alias(AliasKind.ACCOUNT, "ada", LocalDate.of(2026, 1, 15), null)),
                                    PersonState::aliases));
            assertThat(people.states())
                    .extracting(PersonState::version)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void personWhoIsDeletedIsPublishedAsSuch() {
        String id = made("/v1/users", "{\"email\": \"gone@acme.example\", \"name\": \"Gone\"}", "user_id");
        TestOrganisation.run(
                "update person set deleted = true, version = next_version(version) where user_id = ?::uuid", id);

        organisation.admin().get("/v1/users/" + id).then().statusCode(404);
        try (TopicReader<PersonState> people = person(id)) {
            awaitLast(people, person -> assertThat(person.deleted()).isTrue());
        }
    }

    @Test
    void unitsArePublishedWithTheirParents() {
        String top = organisation
                .admin()
                .body("{\"name\": \"Top\"}")
                .post("/v1/departments")
                .path("department_id");
        String team = organisation
                .admin()
                .body("{\"name\": \"Team\", \"department_id\": \"" + top + "\"}")
                .post("/v1/teams")
                .path("team_id");
        try (TopicReader<UnitState> units =
                new TopicReader<>(Topics.UNITS, UnitState.class, organisation.orgId() + "|" + team)) {
            awaitLast(units, unit -> {
                assertThat(unit.kind()).isEqualTo(UnitState.Kind.TEAM);
                assertThat(unit.parentId()).isEqualTo(UUID.fromString(top));
            });
        }
    }

    @Test
    void organisationIsPublishedWithItsZones() {
        try (TopicReader<OrganisationState> organisations = new TopicReader<>(
                Topics.ORGANISATIONS,
                OrganisationState.class,
                organisation.orgId().toString())) {
            awaitLast(organisations, state -> assertThat(state.zones()).hasSize(1));
            long first = organisations.states().get(0).version();
            organisation
                    .admin()
                    .body("{\"time_zone\": \"Asia/Kathmandu\"}")
                    .patch("/v1/organisation")
                    .then()
                    .statusCode(200);

            awaitLast(organisations, state -> {
                assertThat(state.version()).isGreaterThan(first);
                assertThat(state.zones())
                        .extracting(OrganisationState.DatedZone::zone)
                        .isEqualTo(List.of(ZoneId.of("UTC"), ZoneId.of("Asia/Kathmandu")));
            });
        }
    }

    @Test
    void organisationOfTheBootstrapFileIsPublishedToo() {
        try (TopicReader<PersonState> ada = new TopicReader<>(
                Topics.PEOPLE, PersonState.class, GatewayStack.FIRST_ORG + "|0193a000-0000-7000-8000-0000000000a1")) {
            awaitLast(
                    ada,
                    person -> assertThat(person.aliases())
                            .containsExactly(
                                    new Alias(AliasKind.ACCOUNT, "ada@acme.example", LocalDate.of(2026, 1, 1), null)));
        }
    }
}
