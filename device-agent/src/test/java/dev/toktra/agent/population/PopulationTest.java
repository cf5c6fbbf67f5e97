package dev.toktra.agent.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationTest {

    private static final LocalDate STORY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest(name = "{0} people")
    @ValueSource(ints = {1, 2, 20, 100, 1_000})
    void everyIdAddressAndAliasBelongsToOneOnly(int count) {
        Population population = Population.of(42, count, STORY);
        assertThat(population.people()).hasSize(count);
        List<UUID> ids = new ArrayList<>();
        population.people().forEach(person -> ids.add(person.userId()));
        population.devices().forEach(device -> ids.add(device.deviceId()));
        population.departments().forEach(department -> ids.add(department.unitId()));
        population.teams().forEach(team -> ids.add(team.unitId()));
        assertThat(ids)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id.version()).isEqualTo(7));
        assertThat(population.people()).extracting(Person::email).doesNotHaveDuplicates();
        assertThat(population.people().stream()
                        .flatMap(person -> person.aliases().stream())
                        .map(alias -> alias.kind() + alias.value()))
                .doesNotHaveDuplicates();
        assertThat(population.people().stream().filter(person -> person.role().equals("admin")))
                .containsExactly(population.administrator());
    }

    @Test
    void theSameSeedHiresTheSamePeopleAndAnotherSeedOthers() {
        assertThat(Population.of(42, 100, STORY).people())
                .isEqualTo(Population.of(42, 100, STORY).people());
        assertThat(Population.of(43, 100, STORY).people())
                .doesNotContainAnyElementsOf(Population.of(42, 100, STORY).people());
    }

    @Test
    void theStoryDayMovesDatesButNobodysIdentity() {
        List<UUID> today = Population.of(42, 100, STORY).people().stream()
                .map(Person::userId)
                .toList();
        List<UUID> later = Population.of(42, 100, STORY.plusDays(9)).people().stream()
                .map(Person::userId)
                .toList();
        assertThat(later).isEqualTo(today);
    }

    @Test
    void everyDepartmentHasALeadPeopleAndTeamsAndStandsInATree() {
        Population population = Population.of(42, 100, STORY);
        Set<UUID> departments =
                population.departments().stream().map(Department::unitId).collect(Collectors.toSet());
        assertThat(population.departments())
                .hasSize(9)
                .allSatisfy(department -> assertThat(
                                department.parentId() == null || departments.contains(department.parentId()))
                        .isTrue());
        Set<UUID> led = new HashSet<>();
        population.people().stream()
                .filter(person -> person.role().equals("lead"))
                .forEach(person -> led.add(person.departmentId()));
        Set<UUID> inhabited =
                population.people().stream().map(Person::departmentId).collect(Collectors.toSet());
        assertThat(led).isEqualTo(inhabited).hasSize(8);
        population
                .people()
                .forEach(person -> assertThat(population.teams()).anySatisfy(team -> {
                    assertThat(team.unitId()).isEqualTo(person.teamId());
                    assertThat(team.departmentId()).isEqualTo(person.departmentId());
                }));
        assertThat(population.people()).extracting(Person::role).contains("privacy_officer", "analyst", "member");
    }

    @Test
    void anEventBelongsToItsAccountElseToItsDeviceElseToNobody() {
        Population population = Population.of(42, 100, STORY);
        Person ada = population.people().get(3);
        Device other = population.devices().get(0);
        Device nobodys = population.devices().stream()
                .filter(device -> device.ownerId() == null)
                .findFirst()
                .orElseThrow();
        assertThat(population.personOf(ada.email().toUpperCase(java.util.Locale.ROOT), nobodys.deviceId()))
                .isEqualTo(ada.userId().toString());
        assertThat(population.personOf("stranger", other.deviceId())).isEqualTo(String.valueOf(other.ownerId()));
        assertThat(population.personOf(null, nobodys.deviceId())).isEqualTo(Population.UNKNOWN);
        assertThat(population.devices().stream().filter(device -> device.ownerId() == null))
                .hasSize(1);
    }

    @Test
    void someJoinedInTheseWeeks() {
        assertThat(Population.of(42, 100, STORY).people().stream()
                        .filter(person -> person.joinedOn().isAfter(STORY.minusDays(60))))
                .hasSizeBetween(2, 6);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> Population.of(1, 0, STORY)).hasMessageContaining("1 to 10,000 people");
        assertThatThrownBy(() -> new PopulationPlan(1, 1, STORY, 10)).hasMessageContaining("at least 720 events");
    }
}
