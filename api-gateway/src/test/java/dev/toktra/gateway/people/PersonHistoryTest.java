package dev.toktra.gateway.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.events.PersonState.Alias;
import dev.toktra.events.PersonState.AliasKind;
import dev.toktra.events.PersonState.Eligibility;
import dev.toktra.events.PersonState.Membership;
import dev.toktra.gateway.conventions.Refusal;
import dev.toktra.gateway.organisations.Place;
import dev.toktra.gateway.people.PersonHistory.Ending;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonHistoryTest {

    private static final UUID SALES = new UUID(0, 1);
    private static final UUID WORKS = new UUID(0, 2);
    private static final LocalDate JAN = LocalDate.of(2026, 1, 1);
    private static final LocalDate MAR = LocalDate.of(2026, 3, 1);
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    private static final LocalDate JUL = LocalDate.of(2026, 7, 1);

    private static Membership in(UUID department, LocalDate from, @Nullable LocalDate until) {
        return new Membership(department, null, from, until);
    }

    private static Place place(UUID department) {
        return new Place(department, null);
    }

    private static Alias ada(LocalDate from, @Nullable LocalDate until) {
        return new Alias(AliasKind.ACCOUNT, "ada@acme.example", from, until);
    }

    @Test
    void moveEndsTheMembershipBefore() {
        assertThat(PersonHistory.moved(List.of(in(SALES, JAN, null)), MAR, place(WORKS)))
                .containsExactly(in(SALES, JAN, MAR), in(WORKS, MAR, null));
    }

    @Test
    void moveIntoThePastReplacesWhatFollowed() {
        List<Membership> history = List.of(in(SALES, JAN, MAY), in(WORKS, MAY, null));

        assertThat(PersonHistory.moved(history, MAR, place(WORKS)))
                .containsExactly(in(SALES, JAN, MAR), in(WORKS, MAR, null));
        assertThat(PersonHistory.moved(history, JAN, place(WORKS))).containsExactly(in(WORKS, JAN, null));
    }

    @Test
    void moveToWhereOneIsChangesNothing() {
        List<Membership> history = List.of(in(SALES, JAN, null));

        assertThat(PersonHistory.moved(history, MAR, place(SALES))).isEqualTo(history);
    }

    @Test
    void leavingLeavesAGap() {
        List<Membership> gone = PersonHistory.moved(List.of(in(SALES, JAN, null)), MAR, Place.NOWHERE);

        assertThat(gone).containsExactly(in(SALES, JAN, MAR));
        assertThat(PersonHistory.moved(gone, MAY, place(SALES)))
                .containsExactly(in(SALES, JAN, MAR), in(SALES, MAY, null));
        assertThat(PersonHistory.placeOn(gone, MAR)).isEqualTo(Place.NOWHERE);
        assertThat(PersonHistory.placeOn(gone, MAR.minusDays(1))).isEqualTo(place(SALES));
    }

    @Test
    void eligibilityStartsAndStops() {
        List<Eligibility> always = List.of(new Eligibility(JAN, null));
        List<Eligibility> stopped = PersonHistory.eligible(always, MAR, false);

        assertThat(stopped).containsExactly(new Eligibility(JAN, MAR));
        assertThat(PersonHistory.eligible(stopped, MAR, true)).isEqualTo(always);
        assertThat(PersonHistory.eligible(stopped, MAY, true))
                .containsExactly(new Eligibility(JAN, MAR), new Eligibility(MAY, null));
        assertThat(PersonHistory.eligibleOn(stopped, MAR)).isFalse();
    }

    @Test
    void aliasIsThePersonsOnceOnADay() {
        List<Alias> had = List.of(ada(JAN, MAR));

        assertThat(PersonHistory.with(had, ada(MAR, null), "/a")).containsExactly(ada(JAN, MAR), ada(MAR, null));
        assertThatThrownBy(() -> PersonHistory.with(had, ada(MAR.minusDays(1), null), "/a"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CONFLICT);
                    assertThat(refusal.pointer()).isEqualTo("/a");
                });
    }

    @Test
    void aliasEndsOnADayOrNeverWas() {
        Ending inMay = new Ending(AliasKind.ACCOUNT, "ada@acme.example", MAY);

        assertThat(PersonHistory.ended(List.of(ada(JAN, null)), inMay, "/e")).containsExactly(ada(JAN, MAY));
        assertThat(PersonHistory.ended(List.of(ada(JAN, JUL)), inMay, "/e")).containsExactly(ada(JAN, MAY));
        assertThat(PersonHistory.ended(List.of(ada(MAY, null)), inMay, "/e")).isEmpty();
        assertThatThrownBy(() -> PersonHistory.ended(List.of(ada(JAN, MAR)), inMay, "/e"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ended before");
        assertThatThrownBy(() -> PersonHistory.ended(List.of(), inMay, "/e"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no such alias");
    }

    @Test
    void accountsAreComparedWithoutCase() {
        assertThat(PersonHistory.normal(AliasKind.ACCOUNT, "Ada@ACME.example")).isEqualTo("ada@acme.example");
        assertThat(PersonHistory.normal(AliasKind.PROVIDER_USER, "user-AbC")).isEqualTo("user-AbC");
    }
}
