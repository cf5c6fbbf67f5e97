package dev.toktra.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordLawsTest {

    private static final UUID ID = UUID.fromString("0197a000-0000-7000-8000-000000000001");
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final String HASH = "00112233445566778899aabbccddeeff";

    @Test
    void reasoningIsAPartOfOutput() {
        assertThatThrownBy(() -> new TokenCounts(0, 0, 0, 5, 6)).hasMessageContaining("reasoning is a part of output");
        assertThat(new TokenCounts(1, 2, 4, 8, 8).total()).isEqualTo(15);
    }

    @Test
    void tokensNeverWrapAround() {
        TokenCounts huge = new TokenCounts(Long.MAX_VALUE, 0, 0, 0, 0);
        assertThatThrownBy(() -> huge.plus(huge)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new TokenCounts(Long.MAX_VALUE, 1, 0, 0, 0).input())
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aBatchHoldsEachOfItsNumbersOnce() {
        assertThat(batch(7, 9, List.of(new Rejection(7, "a"), new Rejection(8, "a"), new Rejection(9, "a")))
                        .size())
                .isEqualTo(3);
        assertThatThrownBy(() -> batch(7, 9, List.of(new Rejection(7, "a"), new Rejection(9, "a"))))
                .hasMessageContaining("once");
        assertThatThrownBy(() -> batch(7, 8, List.of(new Rejection(7, "a"), new Rejection(7, "b"))))
                .hasMessageContaining("once");
        assertThatThrownBy(() -> batch(7, 8, List.of(new Rejection(7, "a"), new Rejection(10, "b"))))
                .hasMessageContaining("once");
    }

    @Test
    void aBatchWithoutNumbersIsAHeartbeat() {
        assertThat(batch(7, 6, List.of()).size()).isZero();
        assertThatThrownBy(() -> batch(7, 5, List.of())).hasMessageContaining("last_seq");
    }

    @Test
    void aTombstoneNamesOnlyEarlierNumbers() {
        assertThatThrownBy(() -> new LostRange(10, 5, 10, 0)).hasMessageContaining("above the range");
        assertThatThrownBy(() -> new LostRange(10, 5, 4, 0)).hasMessageContaining("to_seq");
    }

    @Test
    void aZoneChangeHoldsFromItsFirstLocalDay() {
        OrganisationState organisation = new OrganisationState(
                ID,
                1,
                false,
                "Acme",
                List.of(
                        new OrganisationState.DatedZone(LocalDate.of(2026, 11, 23), ZoneId.of("Asia/Kathmandu")),
                        new OrganisationState.DatedZone(LocalDate.EPOCH, ZoneId.of("Europe/Berlin"))),
                "EUR",
                OrganisationState.Privacy.NAMED,
                390);
        assertThat(organisation.dayOf(Instant.parse("2026-11-22T18:14:59Z"))).isEqualTo("2026-11-22");
        assertThat(organisation.zoneAt(Instant.parse("2026-11-22T18:15:00Z"))).isEqualTo(ZoneId.of("Asia/Kathmandu"));
        assertThat(organisation.dayOf(Instant.parse("2026-11-22T18:15:00Z"))).isEqualTo("2026-11-23");
        assertThat(organisation.zoneOn(LocalDate.of(2026, 11, 22))).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    private static UsageBatch batch(long first, long last, List<Rejection> rejected) {
        return new UsageBatch(ID, ID, ID, first, last, AT, AT, null, HASH, List.of(), List.of(), rejected);
    }
}
