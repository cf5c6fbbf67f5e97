package dev.toktra.reconciliation.providers;

import static dev.toktra.reconciliation.providers.Calls.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.provider.ProviderSimulator;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.reconciliation.providers.WindowRead.Complete;
import dev.toktra.reconciliation.providers.WindowRead.Failed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulated provider where five used something, three of them at noon and two at one, and a client that reads it. */
abstract class SimulatedProvider {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T18:00:00Z"), ZoneOffset.UTC);
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final Instant ONE = Instant.parse("2026-11-20T13:00:00Z");
    static final Window WINDOW = new Window(NOON, Instant.parse("2026-11-20T15:00:00Z"), Width.HOUR);

    final ProviderSimulator simulator = ProviderSimulator.start(CLOCK);

    /** The client under test. */
    abstract ProviderUsageClient client(Calls calls);

    abstract Access access();

    /** The same with a secret that the provider does not know: the text {@code wrong-secret} is part of it. */
    abstract Access wrongAccess();

    abstract Source source();

    /** The simulator's name of the call that gives the figures. */
    abstract String endpoint();

    /** Lets the simulator know whom the figures are about. */
    abstract void name();

    /** The nth of those who used something: a hundred fresh tokens, ten of output and one call times n. */
    abstract Figure figure(Instant hour, int nth);

    /** What the client makes of it. */
    abstract ProviderCount expected(Instant hour, int nth);

    /** Whether the provider says beside the cursor that there is more. */
    abstract boolean saysThatThereIsMore();

    /** Texts that no answer for people may hold. */
    abstract List<String> secrets();

    @BeforeEach
    void use() {
        name();
        simulator.book().put(provider(), NOON, figures(NOON, 1, 3));
        simulator.book().put(provider(), ONE, figures(ONE, 4, 5));
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    /** Google's names are in the access itself; it has nothing to ask for. */
    NamesRead namesOfWrongAccess() {
        return item(client(Calls.USUAL).names(wrongAccess()));
    }

    final dev.toktra.devstack.provider.names.Provider provider() {
        return dev.toktra.devstack.provider.names.Provider.of(
                source().provider().word());
    }

    final Complete<ProviderCount> complete() {
        return complete(read(Calls.USUAL, access(), WINDOW));
    }

    static Complete<ProviderCount> complete(WindowRead<ProviderCount> read) {
        assertThat(read).isInstanceOf(Complete.class);
        return (Complete<ProviderCount>) read;
    }

    static Trouble trouble(WindowRead<?> read) {
        assertThat(read).isInstanceOf(Failed.class);
        return ((Failed<?>) read).trouble();
    }

    final WindowRead<ProviderCount> read(Calls calls, Access as, Window window) {
        return item(client(calls).counts(as, source(), window));
    }

    final List<ProviderCount> all() {
        return Stream.concat(
                        IntStream.rangeClosed(1, 3).mapToObj(nth -> expected(NOON, nth)),
                        IntStream.rangeClosed(4, 5).mapToObj(nth -> expected(ONE, nth)))
                .toList();
    }

    final ProviderCount expectedOf(ProviderCount row) {
        return all().stream()
                .filter(one -> one.start().equals(row.start())
                        && one.dimensions().model().equals(row.dimensions().model()))
                .findFirst()
                .orElseThrow();
    }

    final List<Figure> figures(Instant hour, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(nth -> figure(hour, nth))
                .toList();
    }

    /** What was asked for the figures, pages of one query being the same. */
    final Set<String> queries() {
        return simulator.calls().of(provider(), endpoint()).stream()
                .map(call -> call.target().replaceAll("[&?](page|pageToken)=[^&]*", ""))
                .collect(Collectors.toSet());
    }
}
