package dev.toktra.gateway.access;

import dev.toktra.callerscope.Actor;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a key may be used for. */
public enum Scope {
    /** Reading usage. */
    USAGE_READ("usage:read"),
    /** Reading connections to providers, how their reading goes and its runs. */
    CONNECTIONS_READ("connections:read"),
    /** Reading people, departments, teams and the organisation's settings. */
    DIRECTORY_READ("directory:read"),
    /** Everything, administration included. */
    ADMIN("admin");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** The scope of a word on the wire. */
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }

    /** All words, for people. */
    static String words() {
        return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
    }

    /** Whether the caller may do what needs this scope: a role that reads everything, and for programs the word itself. */
    public boolean allows(Caller caller) {
        boolean reads = caller.hasRole(Role.ANALYST)
                && (caller.actor() == Actor.PERSON || caller.scopes().contains(word));
        return caller.hasRole(Role.ADMIN) || this != ADMIN && reads;
    }

    /** The word on the wire, such as {@code usage:read}. */
    public String word() {
        return word;
    }
}
