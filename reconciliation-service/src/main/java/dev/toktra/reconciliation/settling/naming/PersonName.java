package dev.toktra.reconciliation.settling.naming;

import java.util.Locale;
import java.util.UUID;

/** What a person is called on some days. */
public record PersonName(Kind kind, String value, UUID userId, Days days) {

    /** What kind of name it is. */
    public enum Kind {
        /** The id that a provider gives the person. */
        PROVIDER_USER,
        /** An account, or the person's own address. */
        ACCOUNT
    }

    /** Case does not count: the directory's copy has lost it. */
    public PersonName {
        value = value.strip().toLowerCase(Locale.ROOT);
    }

    /** The person's own address, which is known without days. */
    public static PersonName email(String email, UUID userId) {
        return new PersonName(Kind.ACCOUNT, email, userId, Days.EVER);
    }
}
