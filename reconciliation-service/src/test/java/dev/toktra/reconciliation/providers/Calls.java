package dev.toktra.reconciliation.providers;

import dev.toktra.reconciliation.providers.http.ProviderCallsConfig;
import dev.toktra.reconciliation.providers.http.ProviderHttpClient;
import dev.toktra.reconciliation.providers.http.ReadsClient;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;

/** The settings of calls in tests: as in production, but with short patience. */
public record Calls(Duration answerWithin, Duration readWithin, int maxBodyBytes, int maxPages)
        implements ProviderCallsConfig {

    public static final Calls USUAL = new Calls(Duration.ofSeconds(5), Duration.ofSeconds(30), 1_000_000, 100);

    public Calls impatient() {
        return new Calls(Duration.ofMillis(300), readWithin, maxBodyBytes, maxPages);
    }

    public Calls ofPages(int most) {
        return new Calls(answerWithin, readWithin, maxBodyBytes, most);
    }

    public Calls ofBytes(int most) {
        return new Calls(answerWithin, readWithin, most, maxPages);
    }

    @Override
    public Duration connectWithin() {
        return Duration.ofSeconds(2);
    }

    @Override
    public int tries() {
        return 3;
    }

    @Override
    public Duration firstPause() {
        return Duration.ofMillis(5);
    }

    @Override
    public Duration longestPause() {
        return Duration.ofSeconds(2);
    }

    public ProviderHttpClient http(Clock clock) {
        return new ProviderHttpClient(this, clock);
    }

    public ReadsClient reads(Clock clock) {
        return new ReadsClient(http(clock), this);
    }

    /** What a read gives, waited for. */
    public static <T> T item(Uni<T> read) {
        return read.await().atMost(Duration.ofSeconds(40));
    }
}
