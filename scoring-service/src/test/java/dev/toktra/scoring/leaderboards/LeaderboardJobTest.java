package dev.toktra.scoring.leaderboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.leaderboards.Boards.Crew;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaderboardJobTest {

    private static final LocalDate SUNDAY = Boards.NIGHT;

    private final Boards boards = new Boards();

    private List<String> groups(String columns) {
        return TestSchema.rows(
                "select " + columns
                        + " from leaderboard_group g join unit u on u.org_id = g.org_id and u.unit_id = g.subject_id"
                        + " where g.org_id = ? order by window_start, revision, u.name",
                boards.org);
    }

    private List<String> places() {
        return TestSchema.rows(
                "select window_start, level, subject_id, user_id, pseudonym, rank_from, score_from from"
                        + " leaderboard_place where org_id = ? order by 1, 2, 3, 4",
                boards.org);
    }

    @Test
    void groupsHaveTheMedianOfTheirPeopleAndOfThoseBelow() {
        boards.scored(new Crew("r", 5), boards.research, null, 50);
        boards.scored(new Crew("p", 5), boards.physics, boards.optics, 90);
        boards.publish(SUNDAY);
        assertThat(groups("u.name, withheld, scored, median, lower_quartile, upper_quartile"))
                .containsExactly(
                        "Lasers t null null null null",
                        "Optics f 5 88.0 87.0 89.0",
                        "Physics f 5 88.0 87.0 89.0",
                        "Research f 10 68.0 48.25 87.75",
                        "Sales t null null null null");
    }

    @Test
    void smallGroupIsWithheldAndSoIsWhatWouldLeaveIt() {
        boards.scored(new Crew("r", 3), boards.research, null, 50);
        boards.scored(new Crew("p", 8), boards.physics, null, 90);
        boards.scored(new Crew("s", 4), boards.sales, null, 70);
        boards.publish(SUNDAY);
        assertThat(groups("u.name, withheld, scored"))
                .containsExactly("Lasers t null", "Optics t null", "Physics f 5", "Research f 10", "Sales t null");
    }

    @Test
    void weekStaysAsItWasPublished() {
        boards.scored(new Crew("s", 7), boards.sales, null, 70);
        LocalDate monday = SUNDAY.minusDays(6);
        boards.people.forEach(person -> boards.score(person, monday, boards.sales, 40));
        boards.publish(monday);
        List<String> published = places();
        assertThat(published).hasSize(14);
        for (LocalDate night = monday.plusDays(1); !night.isAfter(SUNDAY); night = night.plusDays(1)) {
            assertThat(boards.publish(night)).isZero();
        }
        assertThat(places()).isEqualTo(published);
    }

    @Test
    void pseudonymsAreNewEachWeek() {
        boards.scored(new Crew("s", 7), boards.sales, null, 70);
        boards.people.forEach(person -> boards.score(person, SUNDAY.plusDays(1), boards.sales, 40));
        boards.publish(SUNDAY);
        boards.publish(SUNDAY.plusDays(1));
        assertThat(TestSchema.rows("select distinct pseudonym from leaderboard_place where org_id = ?", boards.org))
                .hasSize(28);
    }

    @Test
    void sameNightComputedAgainShowsWhatChangedUnderTheSameNames() {
        boards.scored(new Crew("s", 7), boards.sales, null, 70);
        boards.publish(SUNDAY);
        assertThat(boards.publish(SUNDAY)).isZero();
        boards.scored(new Crew("t", 6), boards.sales, null, 60);
        assertThat(boards.publish(SUNDAY)).isPositive();
        assertThat(groups("u.name, revision, scored")).contains("Sales 1 7", "Sales 2 13");
        assertThat(TestSchema.rows(
                        "select count(distinct pseudonym) from leaderboard_place where org_id = ? and level ="
                                + " 'department'",
                        boards.org))
                .containsExactly("13");
    }

    @Test
    void sameNightComputedAgainStillIsolatesNobody() {
        boards.scored(new Crew("s", 7), boards.sales, null, 70);
        boards.publish(SUNDAY);
        boards.scored(new Crew("t", 2), boards.sales, null, 60);
        boards.publish(SUNDAY);
        assertThat(groups("u.name, revision, scored")).contains("Sales 1 7", "Sales 2 7");
    }

    @Test
    void windowsGoAfterThirteenMonths() {
        boards.scored(new Crew("s", 7), boards.sales, null, 70);
        boards.publish(SUNDAY);
        boards.publish(SUNDAY.plusMonths(13).minusDays(7));
        assertThat(places()).isNotEmpty();
        boards.publish(SUNDAY.plusMonths(13));
        assertThat(places()).isEmpty();
        assertThat(groups("u.name")).isEmpty();
        assertThat(TestSchema.rows("select night from leaderboard_window where org_id = ?", boards.org))
                .isEmpty();
    }
}
