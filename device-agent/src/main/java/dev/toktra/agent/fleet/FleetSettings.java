package dev.toktra.agent.fleet;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a fleet is told to do. */
public record FleetSettings(Where where, Story story, Play play, Clock clock, Consumer<String> say) {

    public FleetSettings {
        if (where.providers() != null && play.speed() != 1) {
            throw new IllegalArgumentException("providers count as time goes by: --providers needs --speed 1");
        }
    }

    /**
     * Places.
     *
     * @param ingest base of ingest's device port, https
     * @param deviceCa directory with {@code device-ca.pem} and {@code device-ca.key}
     * @param state directory of the fleet's own; one fleet at a time
     * @param trust PEM file with the server's authority
     * @param report file that gets the sender's ledger as JSON, null for none
     * @param providers the provider simulator, which is told what the providers counted; null for none
     */
    public record Where(
            URI ingest,
            Path deviceCa,
            Path state,
            Path trust,
            @Nullable Path report,
            @Nullable URI providers) {

        public Where {
            if (!"https".equals(ingest.getScheme()) || ingest.getHost() == null) {
                throw new IllegalArgumentException(
                        "the ingest address must look like https://127.0.0.1:8443, not " + ingest);
            }
        }
    }

    /**
     * What is told.
     *
     * @param historyDays whole days before the day of {@code until} that are told at full speed
     * @param until end of the history, null for now
     * @param maxEvents at most so many events in 90 days, 0 for the usual volume
     */
    public record Story(
            long seed,
            int people,
            int historyDays,
            @Nullable Instant until,
            int maxEvents) {

        public Story {
            if (historyDays < 0 || historyDays > 390) {
                throw new IllegalArgumentException("a history has 0 to 390 days, not " + historyDays);
            }
            if (maxEvents < 0) {
                throw new IllegalArgumentException("max-events must not be negative");
            }
        }
    }

    /**
     * How it is played.
     *
     * @param live whether to go on after the history
     * @param speed how many times as fast as time the timeline is played; events still happen now
     * @param rate events a second on top of the timeline, so that no hour is silent
     * @param resend share of the batches that are sent twice at once
     */
    public record Play(boolean live, double speed, double rate, double resend) {

        public Play {
            if (!(speed > 0 && speed <= 10_000)) {
                throw new IllegalArgumentException("speed must be above 0 and at most 10000");
            }
            if (!(rate >= 0 && rate <= 100_000)) {
                throw new IllegalArgumentException("rate must be 0 to 100000 events a second");
            }
            if (!(resend >= 0 && resend <= 1)) {
                throw new IllegalArgumentException("the share to resend must be 0 to 1");
            }
        }
    }

    /** One event in 20 seconds keeps the quietest night moving. */
    public static final double QUIET_RATE = 0.05;

    /** 100 people, 90 days of history until now, then the end. */
    public static FleetSettings of(URI ingest, Path deviceCa, Path state) {
        return new FleetSettings(
                new Where(ingest, deviceCa, state, deviceCa.resolve("device-ca.pem"), null, null),
                new Story(42, 100, 90, null, 0),
                new Play(false, 1, QUIET_RATE, 0),
                Clocks.system(),
                line -> {});
    }

    public FleetSettings withTrust(Path trust) {
        return with(new Where(where.ingest, where.deviceCa, where.state, trust, where.report, where.providers));
    }

    public FleetSettings withReport(Path report) {
        return with(new Where(where.ingest, where.deviceCa, where.state, where.trust, report, where.providers));
    }

    /** Whether a gap gets the extra events too that a life without it would have had: providers count on them. */
    boolean makesUpForGaps() {
        return play.live() && where.providers() != null;
    }

    /** With a provider simulator at the address; for a story that runs as fast as time. */
    public FleetSettings withProviders(URI providers) {
        return with(new Where(where.ingest, where.deviceCa, where.state, where.trust, where.report, providers));
    }

    public FleetSettings withSeed(long seed) {
        return with(new Story(seed, story.people, story.historyDays, story.until, story.maxEvents));
    }

    public FleetSettings withPeople(int people) {
        return with(new Story(story.seed, people, story.historyDays, story.until, story.maxEvents));
    }

    public FleetSettings withHistoryDays(int days) {
        return with(new Story(story.seed, story.people, days, story.until, story.maxEvents));
    }

    /** With another end of the history; null is now. */
    public FleetSettings withUntil(@Nullable Instant until) {
        return with(new Story(story.seed, story.people, story.historyDays, until, story.maxEvents));
    }

    public FleetSettings withMaxEvents(int maxEvents) {
        return with(new Story(story.seed, story.people, story.historyDays, story.until, maxEvents));
    }

    public FleetSettings withLive(boolean live) {
        return with(new Play(live, play.speed, play.rate, play.resend));
    }

    public FleetSettings withSpeed(double speed) {
        return with(new Play(play.live, speed, play.rate, play.resend));
    }

    public FleetSettings withRate(double rate) {
        return with(new Play(play.live, play.speed, rate, play.resend));
    }

    public FleetSettings withResend(double share) {
        return with(new Play(play.live, play.speed, play.rate, share));
    }

    public FleetSettings withClock(Clock clock) {
        return new FleetSettings(where, story, play, clock, say);
    }

    /** Progress in plain words, a line at a time, from any thread. */
    public FleetSettings withSay(Consumer<String> say) {
        return new FleetSettings(where, story, play, clock, say);
    }

    private FleetSettings with(Where fresh) {
        return new FleetSettings(fresh, story, play, clock, say);
    }

    private FleetSettings with(Story fresh) {
        return new FleetSettings(where, fresh, play, clock, say);
    }

    private FleetSettings with(Play fresh) {
        return new FleetSettings(where, story, fresh, clock, say);
    }
}
