package dev.toktra.reconciliation.providers;

import static dev.toktra.reconciliation.providers.Calls.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.toktra.devstack.provider.book.Edition;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Rule;
import dev.toktra.reconciliation.providers.WindowRead.Complete;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every usage client does, whatever its provider: proven against the simulated provider. */
abstract class ProviderClientContract extends SimulatedProvider {

    @Test
    void countsAreTheProviders() {
        assertThat(complete().rows()).containsExactlyInAnyOrderElementsOf(all());
        assertThat(complete().droppedRows()).isZero();
    }

    @Test
    void allPagesAreReadWithTheSameQueriesAndMergedByKey() {
        complete();
        Set<String> queries = queries();
        simulator.calls().clear();
        simulator.script().rowsPerPage(provider(), 1);
        assertThat(complete().rows()).containsExactlyInAnyOrderElementsOf(all());
        assertThat(queries()).isEqualTo(queries);
    }

    @Test
    void emptyWindowHasNoRowsAndIsNoFailure() {
        Window before = new Window(NOON.minusSeconds(7200), NOON, Width.HOUR);
        assertThat(complete(read(Calls.USUAL, access(), before)).rows()).isEmpty();
    }

    @Test
    void windowEndsBeforeItsEnd() {
        Window noon = new Window(NOON, ONE, Width.HOUR);
        assertThat(complete(read(Calls.USUAL, access(), noon)).rows())
                .containsExactlyInAnyOrderElementsOf(
                        all().stream().filter(row -> row.start().equals(NOON)).toList());
    }

    @Test
    void daysAreSumsOfHours() {
        Instant day = Instant.parse("2026-11-20T00:00:00Z");
        List<ProviderCount> rows = complete(
                        read(Calls.USUAL, access(), new Window(day, day.plusSeconds(86_400), Width.DAY)))
                .rows();
        assertThat(rows).allSatisfy(row -> assertThat(row.start()).isEqualTo(day));
        assertThat(rows.stream().mapToLong(row -> row.counts().input()).sum())
                .isEqualTo(all().stream().mapToLong(row -> row.counts().input()).sum());
    }

    @Test
    void laterReadGivesTheRestatedFigure() {
        simulator.book().restate(provider(), NOON, new Edition(NOON.minusSeconds(1), figures(NOON, 2, 3)));
        assertThat(complete().rows())
                .containsExactlyInAnyOrderElementsOf(all().stream()
                        .filter(row -> !row.equals(expected(NOON, 1)))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED, UNAUTHORIZED",
        "FORBIDDEN, FORBIDDEN",
        "RATE_LIMITED_WITHOUT_RETRY_AFTER, RATE_LIMITED",
        "SERVER_ERROR, UNAVAILABLE",
        "BAD_GATEWAY, UNAVAILABLE",
        "UNAVAILABLE, UNAVAILABLE",
        "OVERLOADED, UNAVAILABLE",
        "CUT_OFF, UNAVAILABLE",
        "TRUNCATED, UNAVAILABLE",
        "REFUSED, REFUSED",
        "REDIRECT, REFUSED",
        "HTML_PAGE, BROKEN_ANSWER",
        "OTHER_ENVELOPE, BROKEN_ANSWER"
    })
    void faultThatStaysIsAFailureInWords(Fault fault, Failure failure) {
        simulator.script().add(Rule.of(fault).at(provider(), endpoint()));
        Trouble trouble = trouble(read(Calls.USUAL, access(), WINDOW));
        assertThat(trouble.failure()).isEqualTo(failure);
        assertThat(trouble.words()).hasSizeGreaterThan(20).endsWith(".").doesNotContain(secrets());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "RATE_LIMITED",
                "RATE_LIMITED_WITHOUT_RETRY_AFTER",
                "SERVER_ERROR",
                "BAD_GATEWAY",
                "OVERLOADED",
                "CUT_OFF",
                "TRUNCATED",
                "SLOW_BODY"
            })
    void faultThatPassesIsNotSeen(Fault fault) {
        simulator.script().add(Rule.of(fault).at(provider(), endpoint()).nth(1).seconds(1));
        assertThat(complete().rows()).containsExactlyInAnyOrderElementsOf(all());
    }

    @Test
    void providerThatHangsIsLeftInTime() {
        simulator.script().add(Rule.of(Fault.HANGS).at(provider(), endpoint()).seconds(30));
        Trouble trouble = trouble(read(Calls.USUAL.impatient(), access(), WINDOW));
        assertThat(trouble.failure()).isEqualTo(Failure.UNAVAILABLE);
    }

    @Test
    void longRetryAfterIsHandedOn() {
        simulator
                .script()
                .add(Rule.of(Fault.RATE_LIMITED).at(provider(), endpoint()).seconds(300));
        assertThat(trouble(read(Calls.USUAL, access(), WINDOW)).retryAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(simulator.calls().of(provider(), endpoint())).hasSize(1);
    }

    @Test
    void redirectIsNotFollowed() {
        simulator.script().add(Rule.of(Fault.REDIRECT).at(provider(), endpoint()));
        read(Calls.USUAL, access(), WINDOW);
        assertThat(simulator.calls().of(provider(), endpoint())).hasSize(1);
    }

    @Test
    void malformedRowCostsOneRowAndIsCounted() {
        simulator
                .script()
                .add(Rule.of(Fault.MALFORMED_ROW).at(provider(), endpoint()).nth(1));
        Complete<ProviderCount> read = complete();
        assertThat(read.droppedRows()).isEqualTo(1);
        assertThat(read.rows()).hasSizeBetween(4, 5);
    }

    @Test
    void membersThatNobodyKnowsDoNotMatter() {
        simulator.script().add(Rule.of(Fault.UNKNOWN_MEMBERS).at(provider()));
        assertThat(complete().rows()).containsExactlyInAnyOrderElementsOf(all());
    }

    @Test
    void membersThatAreMissingAreNotZero() {
        simulator.script().add(Rule.of(Fault.MISSING_MEMBERS).at(provider(), endpoint()));
        assertThat(complete().rows())
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.counts().output())
                        .isEqualTo(expectedOf(row).counts().output()));
    }

    @Test
    void halfAPageSetIsNothing() {
        if (saysThatThereIsMore()) {
            simulator.script().rowsPerPage(provider(), 1);
            simulator
                    .script()
                    .add(Rule.of(Fault.SERVER_ERROR).at(provider(), endpoint()).calls(3, 1_000));
            assertThat(trouble(read(Calls.USUAL, access(), WINDOW)).failure()).isEqualTo(Failure.UNAVAILABLE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"HAS_MORE_WITHOUT_CURSOR", "REPEATED_CURSOR"})
    void pagesThatLeadNowhereAreBroken(Fault fault) {
        if (saysThatThereIsMore()) {
            simulator.script().rowsPerPage(provider(), 1);
            simulator.script().add(Rule.of(fault).at(provider(), endpoint()).calls(2, 1_000));
            assertThat(trouble(read(Calls.USUAL, access(), WINDOW)).failure()).isEqualTo(Failure.BROKEN_ANSWER);
        }
    }

    @Test
    void pagesAreBounded() {
        simulator.script().rowsPerPage(provider(), 1);
        assertThat(trouble(read(Calls.USUAL.ofPages(1), access(), WINDOW)).failure())
                .isEqualTo(Failure.BROKEN_ANSWER);
    }

    @Test
    void testSaysThatAnAccessWorks() {
        assertThat(item(client(Calls.USUAL).test(access()))).isEqualTo(new AccessCheck.Works(List.of()));
    }

    @Test
    void testSaysThatASecretIsWrongWithoutSayingIt() {
        AccessCheck.Fails fails = (AccessCheck.Fails) item(client(Calls.USUAL).test(wrongAccess()));
        assertThat(fails.trouble().failure()).isEqualTo(Failure.UNAUTHORIZED);
        assertThat(fails.trouble().words()).doesNotContain("wrong-secret");
        assertThat(trouble(read(Calls.USUAL, wrongAccess(), WINDOW)).failure()).isEqualTo(Failure.UNAUTHORIZED);
        assertThat(((NamesRead.Failed) namesOfWrongAccess()).trouble().failure())
                .isEqualTo(Failure.UNAUTHORIZED);
    }

    @Test
    void accessOfAnotherProviderIsAMistakeOfTheCaller() {
        Access foreign = access() instanceof Access.OpenAiAccess
                ? new Access.AnthropicAccess(URI.create("http://127.0.0.1:1"), Secret.of("x"))
                : new Access.OpenAiAccess(URI.create("http://127.0.0.1:1"), Secret.of("x"));
        ProviderUsageClient client = client(Calls.USUAL);
        assertThatIllegalArgumentException().isThrownBy(() -> client.counts(foreign, source(), WINDOW));
        assertThatIllegalArgumentException().isThrownBy(() -> client.counts(access(), Source.CLAUDE_CODE, WINDOW));
    }
}
