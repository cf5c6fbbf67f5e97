package dev.toktra.reconciliation.directory;

import java.util.UUID;

/** A person of an organisation. */
record PersonKey(UUID orgId, UUID userId) {

    /** Reads the key of a person's state on its topic. */
    static PersonKey parse(String key) {
        int bar = key.indexOf('|');
        return new PersonKey(UUID.fromString(key.substring(0, bar)), UUID.fromString(key.substring(bar + 1)));
    }
}
