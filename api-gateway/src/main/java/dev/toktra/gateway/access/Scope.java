package dev.toktra.gateway.access;

import dev.toktra.callerscope.Actor;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key may be used for. */
public enum Scope {
    /** Reading usage. */
    USAGE_READ("usage:read", Role.ANALYST),
    /** Reading connections to providers, how their reading goes and its runs. */
    CONNECTIONS_READ("connections:read", Role.ANALYST),
    /** Reading how providers' figures and estimates are settled, and by what rules: names, mappings, factors and prices. */
    RECONCILIATION_READ("reconciliation:read", Role.ANALYST),
    /** Reading budgets and asking whether one has room; the service narrows what leads and members see. */
    BUDGETS_READ("budgets:read", Role.ANALYST, Role.PRIVACY_OFFICER, Role.LEAD, Role.MEMBER),
    /** Reading scores, leaderboards, tiers and scorecards, and asking for models; the service narrows what each sees. */
    SCORES_READ("scores:read", Role.ANALYST, Role.PRIVACY_OFFICER, Role.LEAD, Role.MEMBER),
    /** Reading forecasts; the service narrows what each sees. */
    FORECASTS_READ("forecasts:read", Role.ANALYST, Role.PRIVACY_OFFICER, Role.LEAD, Role.MEMBER),
    /** Reading people, departments, teams and the organisation's settings. */
    DIRECTORY_READ("directory:read", Role.ANALYST),
    /** Everything, administration included. */
    ADMIN("admin");

    private final String word;
    private final Set<Role> readers;

    /** The roles, beside administrators, that the scope is for. */
    Scope(String word, Role... readers) {
        this.word = word;
        this.readers = Set.of(readers);
    }

    /** The scope of a word on the wire. */
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }

    /** All words, for people. */
    static String words() {
        return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
    }

    /** Whether the caller may do what needs this scope: a role that it is for, and for programs the word itself. */
    public boolean allows(Caller caller) {
        boolean reads = readers.stream().anyMatch(caller::hasRole)
                && (caller.actor() == Actor.PERSON || caller.scopes().contains(word));
        return caller.hasRole(Role.ADMIN) || reads;
    }

    /** The word on the wire, such as {@code usage:read}. */
    public String word() {
        return word;
    }
}
