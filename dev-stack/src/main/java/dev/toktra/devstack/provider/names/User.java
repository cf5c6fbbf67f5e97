package dev.toktra.devstack.provider.names;

/** A person at a provider; one who was removed is in no list any more, and stays in the usage. */
public record User(Provider provider, String id, String email, boolean removed) {

    public static User of(Provider provider, String id, String email) {
        return new User(provider, id, email, false);
    }
}
