package dev.toktra.devstack.provider.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Bearer tokens that were given out, until when they hold; a restart forgets them all. */
public final class Tokens {

    private final Map<String, Instant> given = new ConcurrentHashMap<>();

    public String give(String beginning, Instant until) {
        String token = beginning + UUID.randomUUID();
        given.put(token, until);
        return token;
    }

    public boolean holds(Optional<String> token, Instant now) {
        return token.map(given::get).map(until -> until.isAfter(now)).orElse(false);
    }

    public void forget(Optional<String> token) {
        token.ifPresent(given::remove);
    }

    /** How long one is good for that is given now. */
    public static Instant until(Instant now, int seconds) {
        return now.plus(Duration.ofSeconds(seconds));
    }
}
