package dev.toktra.devstack.provider.book;

import dev.toktra.devstack.provider.names.Names;
import dev.toktra.devstack.provider.names.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** All that was used, by provider and UTC hour, and who the names in it belong to; safe for many threads. */
public final class Book {

    private final Map<Provider, ConcurrentSkipListMap<Instant, BookHour>> hours = new ConcurrentHashMap<>();
    private final Map<Provider, Duration> delays = new ConcurrentHashMap<>();
    private final Map<String, CodingDay> coding = new ConcurrentSkipListMap<>();
    private final Names names = new Names();

    public Book() {
        Arrays.stream(Provider.values()).forEach(provider -> {
            hours.put(provider, new ConcurrentSkipListMap<>());
            delays.put(provider, provider.usualDelay());
        });
    }

    public Names names() {
        return names;
    }

    /** Replaces the provider's hour, so that a sender may repeat itself. */
    public void put(Provider provider, Instant hour, List<Figure> figures) {
        put(provider, hour, BookHour.of(figures));
    }

    /**
     * Replaces the provider's hour with all that happens to it later.
     *
     * @throws IllegalArgumentException when a figure is of another hour, or of an Azure deployment or GCP project that
     *     nobody could ask for because the names lack it
     */
    public void put(Provider provider, Instant hour, BookHour page) {
        page.checkBelongsTo(provider, hour);
        page.figures().forEach(this::checkReachable);
        page.later().forEach(edition -> edition.figures().forEach(this::checkReachable));
        of(provider).put(hour, page);
    }

    /** From an instant on the hour holds these figures instead. */
    public void restate(Provider provider, Instant hour, Edition edition) {
        put(provider, hour, hour(provider, hour).and(edition));
    }

    /** From an instant on the hour lacks the figures that the test names. */
    public void retract(Provider provider, Instant hour, Instant from, Predicate<Figure> gone) {
        List<Figure> rest =
                hour(provider, hour).at(from).stream().filter(gone.negate()).toList();
        restate(provider, hour, new Edition(from, rest));
    }

    /** From an instant on the hour holds one figure more. */
    public void late(Instant from, Figure figure) {
        List<Figure> more =
                new ArrayList<>(hour(figure.provider(), figure.hour()).at(from));
        more.add(figure);
        restate(figure.provider(), figure.hour(), new Edition(from, more));
    }

    /** Says why devices saw something else in this hour; replaces what was said before. */
    public void explain(Provider provider, Instant hour, List<Cause> causes) {
        put(provider, hour, hour(provider, hour).because(causes));
    }

    /** One actor's day with Claude Code; a day of the same actor, customer type and terminal is replaced. */
    public void coding(CodingDay day) {
        coding.put(day.identity(), day);
    }

    public List<CodingDay> coding() {
        return List.copyOf(coding.values());
    }

    /** How long after its use the provider shows a token. */
    public Duration delay(Provider provider) {
        return delays.getOrDefault(provider, Duration.ZERO);
    }

    public void delay(Provider provider, Duration delay) {
        delays.put(provider, delay);
    }

    public BookHour hour(Provider provider, Instant hour) {
        return of(provider).getOrDefault(hour, BookHour.EMPTY);
    }

    public NavigableMap<Instant, BookHour> hours(Provider provider) {
        return Collections.unmodifiableNavigableMap(of(provider));
    }

    /** What the provider shows at the instant. */
    public View view(Provider provider, Instant now) {
        return new View(hours(provider), now, now.minus(delay(provider)));
    }

    private ConcurrentSkipListMap<Instant, BookHour> of(Provider provider) {
        return hours.computeIfAbsent(provider, any -> new ConcurrentSkipListMap<>());
    }

    private void checkReachable(Figure figure) {
        String project = String.valueOf(figure.project());
        boolean reachable = switch (figure.provider()) {
            case OPENAI, ANTHROPIC -> true;
            case AZURE_OPENAI ->
                names.deployment(project, String.valueOf(figure.deployment())).isPresent();
            case GCP_VERTEX -> names.project(figure.provider(), project).isPresent();
        };
        if (!reachable) {
            throw new IllegalArgumentException(
                    "the names lack " + figure.provider().word() + " " + project + " " + figure.deployment());
        }
    }
}
