package dev.toktra.agent.population;

import dev.toktra.agent.event.TokenSource;
import dev.toktra.agent.event.Tokens;
import dev.toktra.agent.event.UsageEvent;
import java.util.UUID;

/** What the provider counted of a call that a device saw: the same where its answer said so, else near to it. */
final class Metering {

    /** A call's own scatter around what an estimator is wrong by. */
    private static final double SCATTER = 0.04;

    /** Part of what is written to a cache that is to stay for an hour. */
    private static final double FOR_AN_HOUR = 0.25;

    private final long seed;

    Metering(long seed) {
        this.seed = seed;
    }

    /** The device's estimate over what the provider counts, for a model and a way of estimating. */
    double bias(String model, TokenSource source) {
        return switch (source) {
            case RESPONSE_USAGE -> 1;
            case TOKENIZER -> Dice.of(seed, "tokenizer " + model).between(0.90, 1.20);
            case BYTE_RATIO -> Dice.of(seed, "byte ratio " + model).between(0.85, 1.25);
        };
    }

    /** The provider's count of an answered call. */
    Billed of(UUID deviceId, UsageEvent event, String model) {
        Billed seen = seen(event);
        return event.tokenSource() == TokenSource.RESPONSE_USAGE
                ? seen
                : seen.times(dice(deviceId, event).noise(SCATTER) / bias(model, event.tokenSource()));
    }

    /** Its tokens as the device saw them. */
    static Billed seen(UsageEvent event) {
        Tokens tokens = event.tokens();
        long hour = "claude-code".equals(event.called().application()) ? (long) (tokens.cacheWrite() * FOR_AN_HOUR) : 0;
        return new Billed(
                tokens.freshInput(), tokens.cacheRead(), tokens.cacheWrite() - hour, hour, tokens.output(), 1);
    }

    private Dice dice(UUID deviceId, UsageEvent event) {
        return Dice.of(
                seed,
                "metering",
                deviceId.getMostSignificantBits(),
                deviceId.getLeastSignificantBits(),
                event.occurredAt().toEpochMilli(),
                event.tokens().total());
    }
}
