package dev.toktra.gateway.access;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes what the domain of access needs from the settings. */
class CallerTokensProducer {

    @Produces
    @Singleton
    CallerTokens callerTokens(AccessConfig config, Clock clock) {
        return new CallerTokens(CallerKey.read(config.callerKeyFile()), clock);
    }

    @Produces
    @Singleton
    LastUses lastUses() {
        return new LastUses();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }
}
