package dev.toktra.devstack.provider.book;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one actor did with Claude Code on one UTC day: a person with an address, or a key with a name. {@code until} is
 * when the last of it happened, the end of the day where it is not said.
 */
public record CodingDay(
        LocalDate day,
        @Nullable String email,
        @Nullable String keyName,
        String customerType,
        @Nullable String subscriptionType,
        String terminal,
        @Nullable Instant until,
        Work work,
        List<ModelUse> models) {

    public CodingDay {
        if ((email == null) == (keyName == null)) {
            throw new IllegalArgumentException("an actor is either a person or a key");
        }
        models = List.copyOf(models);
    }

    /** Counts of a day. */
    public record Work(
            long sessions, long added, long removed, long commits, long pullRequests, long accepted, long rejected) {}

    /** Tokens of one model; cents are the estimated cost. */
    public record ModelUse(String model, long input, long output, long cacheRead, long cacheCreation, long cents) {}

    public Instant end() {
        return Optional.ofNullable(until)
                .orElse(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    String identity() {
        return String.join(
                "\n", day.toString(), String.valueOf(email), String.valueOf(keyName), customerType, terminal);
    }
}
