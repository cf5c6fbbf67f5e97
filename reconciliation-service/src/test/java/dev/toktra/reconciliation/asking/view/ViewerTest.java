package dev.toktra.reconciliation.asking.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.callerscope.Reach;
import dev.toktra.events.OrganisationState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViewerTest {

    private static final UUID ORG = new UUID(1, 0);
    private static final UUID ME = new UUID(2, 0);
    private static final UUID MATE = new UUID(2, 1);
    private static final UUID STRANGER = new UUID(2, 2);
    private static final UUID TOP = new UUID(3, 0);
    private static final UUID MINE = new UUID(3, 1);
    private static final UUID BELOW = new UUID(3, 2);
    private static final UUID OTHER = new UUID(3, 3);
    private static final UUID MY_TEAM = new UUID(4, 0);
    private static final UUID OTHER_TEAM = new UUID(4, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static final DateRange RANGE = new DateRange(TODAY.minusDays(9), TODAY);

    private static final Units UNITS = new Units(List.of(
            new Units.Unit(TOP, false, "Top", null),
            new Units.Unit(MINE, false, "Mine", TOP),
            new Units.Unit(BELOW, false, "Below", MINE),
            new Units.Unit(OTHER, false, "Other", TOP),
            new Units.Unit(MY_TEAM, true, "My team", MINE),
            new Units.Unit(OTHER_TEAM, true, "Other team", OTHER)));

    private static Placement place(
            UUID department, @Nullable UUID team, int fromDaysAgo, @Nullable Integer untilDaysAgo) {
        return new Placement(
                department,
                team,
                TODAY.minusDays(fromDaysAgo),
                untilDaysAgo == null ? null : TODAY.minusDays(untilDaysAgo));
    }

    private static final Scope SCOPE = new Scope(
            new OrganisationState(
                    ORG,
                    1,
                    false,
                    "Acme",
                    List.of(new OrganisationState.DatedZone(LocalDate.EPOCH, ZoneOffset.UTC)),
                    "USD",
                    OrganisationState.Privacy.NAMED,
                    390),
            UNITS,
            Map.of(
                    ME, List.of(place(OTHER, null, 100, 20), place(MINE, MY_TEAM, 20, null)),
                    MATE, List.of(place(BELOW, null, 100, 5), place(OTHER, OTHER_TEAM, 5, null)),
                    STRANGER, List.of(place(MINE, null, 100, 20), place(OTHER, null, 20, null))),
            Instant.parse("2026-03-10T12:00:00Z"));

    private static Restriction restrict(Reach reach, UsageFilter asked) {
        return new Viewer(ORG, reach, ME).restrict(asked, RANGE, SCOPE);
    }

    private static void isOutside(Reach reach, UsageFilter asked) {
        assertThatThrownBy(() -> restrict(reach, asked)).isInstanceOf(Refusal.Outside.class);
    }

    private static UsageFilter user(@Nullable UUID user) {
        return new UsageFilter(new UserFilter(user, true), null, null, null, null);
    }

    private static UsageFilter department(UUID department) {
        return new UsageFilter(null, null, null, department, null);
    }

    private static UsageFilter team(UUID team) {
        return new UsageFilter(null, null, null, null, team);
    }

    private static final UsageFilter ALL = new UsageFilter(null, null, null, null, null);

    @Test
    void theWholeOrganisationIsAnsweredAsAsked() {
        assertThat(restrict(Reach.ORGANISATION, ALL)).isEqualTo(new Restriction(null, null, null, null, null));
        assertThat(restrict(Reach.ORGANISATION, user(null)).user()).isEqualTo(UserFilter.unknown());
        assertThat(restrict(Reach.ORGANISATION, department(MINE)).departments()).containsExactlyInAnyOrder(MINE, BELOW);
        assertThat(restrict(Reach.ORGANISATION, team(OTHER_TEAM)).team()).isEqualTo(OTHER_TEAM);
    }

    @Test
    void aLeadIsNarrowedToTheOwnSubtree() {
        assertThat(restrict(Reach.DEPARTMENT, ALL).departments()).containsExactlyInAnyOrder(MINE, BELOW);
        assertThat(restrict(Reach.DEPARTMENT, department(BELOW)).departments()).containsExactly(BELOW);
        assertThat(restrict(Reach.DEPARTMENT, team(MY_TEAM)).departments()).containsExactlyInAnyOrder(MINE, BELOW);
        Restriction mate = restrict(Reach.DEPARTMENT, user(MATE));
        assertThat(mate.user()).isEqualTo(UserFilter.of(MATE));
        assertThat(mate.departments()).containsExactlyInAnyOrder(MINE, BELOW);
    }

    @Test
    void aLeadWhoAsksOutsideIsRefused() {
        isOutside(Reach.DEPARTMENT, department(TOP));
        isOutside(Reach.DEPARTMENT, department(OTHER));
        isOutside(Reach.DEPARTMENT, team(OTHER_TEAM));
        isOutside(Reach.DEPARTMENT, user(null));
        isOutside(Reach.DEPARTMENT, user(STRANGER));
    }

    @Test
    void whatIsUnattributedIsSeenAsFarAsDepartmentsAre() {
        UsageFilter unattributed = new UsageFilter(UserFilter.unattributed(), null, null, null, null);
        assertThat(restrict(Reach.ORGANISATION, unattributed).departments()).isNull();
        Restriction lead = restrict(Reach.DEPARTMENT, unattributed);
        assertThat(lead.user()).isEqualTo(UserFilter.unattributed());
        assertThat(lead.departments()).containsExactlyInAnyOrder(MINE, BELOW);
        isOutside(Reach.SELF, unattributed);
    }

    @Test
    void aMemberIsNarrowedToThemselves() {
        assertThat(restrict(Reach.SELF, ALL).user()).isEqualTo(UserFilter.of(ME));
        assertThat(restrict(Reach.SELF, user(ME)).user()).isEqualTo(UserFilter.of(ME));
        Restriction own = restrict(Reach.SELF, department(TOP));
        assertThat(own.user()).isEqualTo(UserFilter.of(ME));
        assertThat(own.departments()).contains(MINE);
        assertThat(restrict(Reach.SELF, team(MY_TEAM)).user()).isEqualTo(UserFilter.of(ME));
    }

    @Test
    void aMemberWhoAsksOutsideIsRefused() {
        isOutside(Reach.SELF, user(MATE));
        isOutside(Reach.SELF, user(null));
        isOutside(Reach.SELF, department(OTHER));
        isOutside(Reach.SELF, team(OTHER_TEAM));
    }

    @Test
    void withoutAReachOrADepartmentThereIsNothing() {
        isOutside(Reach.NOTHING, ALL);
        assertThatThrownBy(() -> new Viewer(ORG, Reach.DEPARTMENT, new UUID(9, 9)).restrict(ALL, RANGE, SCOPE))
                .isInstanceOf(Refusal.Outside.class)
                .hasMessageContaining("in none today");
    }

    @Test
    void aTreeWithACircleHasAnEnd() {
        Units circle =
                new Units(List.of(new Units.Unit(MINE, false, "a", BELOW), new Units.Unit(BELOW, false, "b", MINE)));
        assertThat(circle.subtree(MINE)).containsExactlyInAnyOrder(MINE, BELOW);
    }
}
