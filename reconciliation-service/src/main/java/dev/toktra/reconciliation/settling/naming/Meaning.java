package dev.toktra.reconciliation.settling.naming;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an id of a connection's provider stood for since it was first read so. */
public record Meaning(Thing thing, Instant since, Told told) {

    /** An id of a connection. A deployment's is its account's id, a slash and its name. */
    public record Thing(String connectionId, Kind kind, String id) {}

    /** What an id is of. */
    public enum Kind {
        USER,
        KEY,
        DEPLOYMENT
    }

    /**
     * What the provider told of it.
     *
     * @param email of a user
     * @param owner of a key: a user's id
     * @param serviceAccount of a key: its owner, who is no person
     * @param model of a deployment
     */
    public record Told(
            @Nullable String email,
            @Nullable String owner,
            @Nullable String ownerEmail,
            @Nullable String serviceAccount,
            @Nullable String model) {

        public static Told user(@Nullable String email) {
            return new Told(email, null, null, null, null);
        }

        public static Told key(@Nullable String owner, @Nullable String ownerEmail) {
            return new Told(null, owner, ownerEmail, null, null);
        }

        public static Told deployment(@Nullable String model) {
            return new Told(null, null, null, null, model);
        }
    }
}
