package dev.toktra.agent.population;

import java.time.LocalDate;

/** A name under which devices or providers know a person. */
public record Alias(Kind kind, String value, LocalDate validFrom) {

    /** What kind of name an alias is; {@link #wireName} is its name in JSON. */
    public enum Kind {
        ACCOUNT("account"),
        DEVICE("device"),
        PROVIDER_USER("provider_user");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
