package dev.toktra.reconciliation.providers.polling.deciding;

import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides what a slot of a report reads now, and what it does after that. */
public final class Plan {

    private static final Duration DAY = Duration.ofDays(1);

    private final PollRules rules;
    private final Source source;
    private final Span span;
    private final Map<LocalDate, Width> widths;
    private final RandomGenerator random;

    /** {@code widths} are the days whose width is decided already. */
    @SuppressWarnings("checkstyle:ParameterNumber") // the slot and what is known of it
    public Plan(PollRules rules, Source source, Span span, Map<LocalDate, Width> widths, RandomGenerator random) {
        this.rules = rules;
        this.source = source;
        this.span = span;
        this.widths = Map.copyOf(widths);
        this.random = random;
    }

    /** What is read now. */
    public Step step(Progress progress, Instant now) {
        return span == Span.BACKFILL ? backwards(progress, now) : forwards(progress, now);
    }

    private Step forwards(Progress progress, Instant now) {
        Instant end = span == Span.DEEP
                ? recentStart(progress, now)
                : Width.DAY.floor(now).plus(DAY);
        Instant start = later(later(progress.cursor(), passStart(progress, now)), progress.floor());
        if (!start.isBefore(end)) {
            return new Step.Wait(progress.done(now), now.plus(pace()));
        }
        Width width = width(start);
        Instant to = start.plus(DAY);
        int days = stepDays(progress);
        for (int i = 1; i < days && to.isBefore(end) && width(to) == width; i++) {
            to = to.plus(DAY);
        }
        boolean last = !to.isBefore(end);
        Instant open = span == Span.DEEP || width == Width.DAY ? to : hourAfter(now);
        return new Step.Read(new Window(start, last && open.isBefore(to) ? open : to, width), last);
    }

    private Step backwards(Progress progress, Instant now) {
        Instant cursor = progress.cursor();
        Instant end = cursor == null ? recentStart(progress, now) : cursor;
        Instant start = later(Width.DAY.floor(now.minus(rules.reach().backfill())), progress.floor());
        if (!start.isBefore(end)) {
            return new Step.Wait(progress.done(now), Instant.MAX);
        }
        Width width = width(end.minus(DAY));
        Instant from = end.minus(DAY);
        for (int i = 1; i < stepDays(progress) && from.isAfter(start) && width(from.minus(DAY)) == width; i++) {
            from = from.minus(DAY);
        }
        return new Step.Read(new Window(from, end, width), !from.isAfter(start));
    }

    /** After all of a window was read, which began at {@code began}; {@code delay} is the provider's own, if it says one. */
    public Next complete(Progress progress, Step.Read read, Instant began, @Nullable Duration delay) {
        if (!read.last()) {
            Instant next = span == Span.BACKFILL
                    ? read.window().start()
                    : read.window().end();
            return Next.at(progress.at(next), began);
        }
        if (span == Span.BACKFILL) {
            return Next.at(progress.done(began), Instant.MAX);
        }
        Duration grace = delay == null ? rules.grace().of(provider()) : delay.plus(Duration.ofHours(1));
        Instant settled = span == Span.RECENT ? began.minus(grace).truncatedTo(ChronoUnit.HOURS) : null;
        return new Next(progress.done(began), began.plus(pace()), null, false, List.of(), settled);
    }

    /** After a window could not be read. */
    public Next failed(Progress progress, Step.Read read, Trouble trouble, Instant now) {
        return switch (trouble.failure()) {
            case TOO_FAR_BACK -> tooFarBack(progress, read, trouble.earliest(), now);
            case WIDTH_REFUSED -> widthRefused(progress, read, now);
            default -> waits(rules, progress, trouble, now, random);
        };
    }

    /** After something could not be read for a reason that has nothing to do with a window. */
    @SuppressWarnings("checkstyle:ParameterNumber") // all of it decides
    public static Next waits(PollRules rules, Progress progress, Trouble trouble, Instant now, RandomGenerator random) {
        Backoff backoff = new Backoff(rules.retry(), random);
        Instant due = now.plus(backoff.after(trouble, progress.failures()));
        return trouble.failure() == Failure.RATE_LIMITED
                ? new Next(progress.failed(), due, due, true, List.of(), null)
                : Next.failed(progress, due);
    }

    private Next tooFarBack(Progress progress, Step.Read read, @Nullable Instant earliest, Instant now) {
        Window window = read.window();
        if (earliest != null && earliest.isAfter(window.start())) {
            Instant first = Width.DAY.floor(earliest.plus(DAY).minusNanos(1));
            return Next.at(progress.notBefore(first), now);
        }
        if (days(window) > 1) {
            return Next.at(progress.byDays(1), now);
        }
        return Next.at(progress.notBefore(window.end()), now);
    }

    /** Days that hold no hours yet are kept by days from now on; those that do stay as they are and are left out. */
    private Next widthRefused(Progress progress, Step.Read read, Instant now) {
        List<LocalDate> free = day(read.window().start())
                .datesUntil(day(read.window().end().plus(DAY).minusNanos(1)))
                .filter(day -> !widths.containsKey(day))
                .toList();
        if (read.window().width() == Width.HOUR && !free.isEmpty()) {
            return new Next(progress.at(progress.cursor()), now, null, false, free, null);
        }
        if (read.last()) {
            Instant due = span == Span.BACKFILL ? Instant.MAX : now.plus(pace());
            return Next.failed(progress.at(null), due);
        }
        Instant past =
                span == Span.BACKFILL ? read.window().start() : read.window().end();
        return Next.failed(progress.at(past), now);
    }

    private Instant passStart(Progress progress, Instant now) {
        return span == Span.DEEP ? Width.DAY.floor(now.minus(rules.reach().deep())) : recentStart(progress, now);
    }

    /** So far back that nothing is missed after a long silence. */
    private Instant recentStart(Progress progress, Instant now) {
        Instant success = span == Span.RECENT ? progress.lastSuccess() : null;
        Instant from = success == null || success.isAfter(now) ? now : success;
        Instant start = Width.DAY.floor(from.minus(rules.reach().recent()));
        return later(start, Width.DAY.floor(now.minus(rules.reach().backfill()).minus(DAY)));
    }

    private int stepDays(Progress progress) {
        Integer set = progress.stepDays();
        int usual = switch (source.kind()) {
            case TOKENS -> 7;
            case COSTS -> 30;
            case CODING -> 1;
        };
        return set == null ? usual : Math.min(set, usual);
    }

    private Width width(Instant day) {
        return source.kind() == Source.Kind.TOKENS ? widths.getOrDefault(day(day), Width.HOUR) : Width.DAY;
    }

    private Duration pace() {
        return rules.pace().of(provider(), span);
    }

    private Provider provider() {
        return source.provider();
    }

    private static Instant hourAfter(Instant now) {
        return Window.covering(now, now.plusNanos(1), Width.HOUR).end();
    }

    private static long days(Window window) {
        return Duration.between(window.start(), window.end()).toDays();
    }

    private static Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? Objects.requireNonNull(other) : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
