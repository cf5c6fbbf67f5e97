package dev.toktra.reconciliation.settling.naming;

import dev.toktra.reconciliation.settling.sharing.Owner;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * An administrator's word on whose a thing of a provider is.
 *
 * @param value the provider's id; a deployment's is its account's id, a slash and its name
 * @param days of UTC
 */
public record Mapping(Kind kind, String value, Owner owner, Days days) {

    /** What can be mapped, the narrowest first. */
    public enum Kind {
        KEY,
        DEPLOYMENT,
        /** A project, a workspace, an Azure account. */
        PROJECT;

        /** Its name in tables and JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of a word, empty for any other; case counts. */
        public static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }
}
