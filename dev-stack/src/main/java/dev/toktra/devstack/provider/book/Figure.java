package dev.toktra.devstack.provider.book;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.toktra.devstack.provider.names.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one user, key and project used of one model within a UTC hour. {@code project} is a project, a workspace, an Azure
 * account or a GCP project; {@code deployment} is Azure's. Within its hour the use is even.
 */
public record Figure(
        Provider provider,
        Instant hour,
        @Nullable String user,
        @Nullable String key,
        @Nullable String project,
        String model,
        @Nullable String deployment,
        @Nullable String tier,
        boolean batch,
        long fresh,
        long cacheRead,
        @JsonProperty("cache_write_5m") long cacheWrite5m,
        @JsonProperty("cache_write_1h") long cacheWrite1h,
        long output,
        long requests) {

    private static final long HOUR = Duration.ofHours(1).toSeconds();

    public Figure {
        if (!hour.truncatedTo(ChronoUnit.HOURS).equals(hour)) {
            throw new IllegalArgumentException(hour + " is not the beginning of an hour");
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("a figure has a model");
        }
        new Amounts(fresh, cacheRead, cacheWrite5m, cacheWrite1h, output, requests);
    }

    public static FigureDraft of(Provider provider, Instant hour, String model) {
        return new FigureDraft(provider, hour, model);
    }

    public Amounts amounts() {
        return new Amounts(fresh, cacheRead, cacheWrite5m, cacheWrite1h, output, requests);
    }

    /** The part of it that falls between two instants; the parts of an hour cut anywhere add up to the whole. */
    Amounts between(Instant from, Instant to) {
        long first = second(from);
        long last = second(to);
        if (last <= first) {
            return Amounts.NONE;
        }
        return amounts().each(whole -> until(last, whole) - until(first, whole));
    }

    private long second(Instant instant) {
        return Math.max(0, Math.min(HOUR, instant.getEpochSecond() - hour.getEpochSecond()));
    }

    private static long until(long second, long whole) {
        return whole / HOUR * second + whole % HOUR * second / HOUR;
    }
}
