package dev.toktra.scoring.leaderboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.scoring.privacy.Anonymity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever combines everything that is shown learns nothing of fewer than five people. */
class DifferencingTest {

    private static final int FIRMS = 40;
    private static final int WEEKS = 8;
    private static final int COMPARED = 5;

    private final Adversary adversary = new Adversary(Anonymity.LEAST);

    @Test
    void nobodyIsIsolatedByGroupsAndSnapshots() {
        int shown = 0;
        int withheld = 0;
        for (long seed = 1; seed <= FIRMS; seed++) {
            List<Map<Group, List<Member>>> weeks = weeks(seed, new Rule(Anonymity.LEAST, COMPARED));
            for (int week = 0; week < WEEKS; week++) {
                assertThat(adversary.isolates(people(lookBack(weeks, week))))
                        .as("seed %d, week %d", seed, week)
                        .isEmpty();
                shown += people(weeks.subList(week, week + 1)).size();
                withheld += weeks.get(week).size();
            }
        }
        withheld -= shown;
        assertThat(shown).as("groups that are shown").isGreaterThan(withheld / 3);
        assertThat(withheld).isPositive();
    }

    @Test
    void adversaryFindsSomebodyWhereTheRuleIsWeaker() {
        assertThat(isolated(new Rule(2, COMPARED))).as("groups of two").isPositive();
        assertThat(isolated(new Rule(Anonymity.LEAST, 0)))
                .as("snapshots that are not compared")
                .isPositive();
    }

    @Test
    void adversaryFindsSomebodyWhereOnlySmallGroupsAreWithheld() {
        int found = 0;
        for (long seed = 1; seed <= FIRMS; seed++) {
            Weekly firm = new Weekly(seed);
            Snapshot snapshot = new Snapshot(firm.org(), firm.departments(), firm.scored());
            List<Set<UUID>> groups = people(List.of(snapshot.shown(new Anonymity(1), List.of()))).stream()
                    .filter(group -> group.size() >= Anonymity.LEAST)
                    .toList();
            found += adversary.isolates(groups).isPresent() ? 1 : 0;
        }
        assertThat(found).isPositive();
    }

    private record Rule(int least, int compared) {}

    private int isolated(Rule rule) {
        int found = 0;
        for (long seed = 1; seed <= FIRMS; seed++) {
            List<Map<Group, List<Member>>> weeks = weeks(seed, rule);
            found += adversary.isolates(people(lookBack(weeks, WEEKS - 1))).isPresent() ? 1 : 0;
        }
        return found;
    }

    private static List<Map<Group, List<Member>>> lookBack(List<Map<Group, List<Member>>> weeks, int week) {
        return weeks.subList(Math.max(0, week - COMPARED), week + 1);
    }

    private static List<Map<Group, List<Member>>> weeks(long seed, Rule rule) {
        Weekly firm = new Weekly(seed);
        List<Map<Group, List<Member>>> weeks = new ArrayList<>();
        List<Shown> shown = new ArrayList<>();
        for (int week = 0; week < WEEKS; week++) {
            Snapshot snapshot = new Snapshot(firm.org(), firm.departments(), firm.scored());
            List<Shown> earlier = shown.subList(Math.max(0, week - rule.compared()), week);
            Map<Group, List<Member>> now = snapshot.shown(new Anonymity(rule.least()), earlier);
            weeks.add(now);
            shown.add(shown(now));
            firm.nextWeek();
        }
        return weeks;
    }

    private static Shown shown(Map<Group, List<Member>> week) {
        Map<Group, Set<UUID>> people = new HashMap<>();
        week.forEach((group, members) -> {
            if (!members.isEmpty()) {
                people.put(group, ids(members));
            }
        });
        return new Shown(people);
    }

    private static List<Set<UUID>> people(Collection<Map<Group, List<Member>>> weeks) {
        return weeks.stream()
                .flatMap(week -> week.values().stream())
                .filter(members -> !members.isEmpty())
                .map(DifferencingTest::ids)
                .toList();
    }

    private static Set<UUID> ids(List<Member> members) {
        return members.stream().map(Member::person).collect(Collectors.toSet());
    }
}
