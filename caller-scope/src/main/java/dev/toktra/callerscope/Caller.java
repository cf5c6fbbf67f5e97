package dev.toktra.callerscope;

import dev.toktra.problem.Problem;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who makes the request at hand, as the gateway vouches for it; inject it anywhere that serves a request. */
public interface Caller {

    /** The caller's organisation: the only one whose rows the request may see. */
    UUID org();

    /** Who acts, for the audit log: a person, key or client id. */
    String subject();

    Actor actor();

    /** The person who acts; null for programs. */
    @Nullable
    UUID userId();

    /** The caller's roles. */
    Set<Role> roles();

    /** What a program was allowed, such as {@code usage:read}; empty for persons. */
    Set<String> scopes();

    /** Whether the caller has one of the roles. */
    default boolean hasRole(Role... any) {
        return Arrays.stream(any).anyMatch(roles()::contains);
    }

    /**
     * Goes on only for callers with one of the roles.
     *
     * @throws Problem 403 otherwise
     */
    default void requireRole(Role... any) {
        if (!hasRole(any)) {
            String names = Arrays.stream(any).map(Role::wire).collect(Collectors.joining(", "));
            throw Problem.forbidden("This needs one of the roles: " + names + ".");
        }
    }

    /**
     * Goes on only for persons, whom roles alone limit, for programs with the scope, and for those that are admin.
     *
     * @throws Problem 403 otherwise
     */
    default void requireScope(String scope) {
        if (actor() != Actor.PERSON && !hasRole(Role.ADMIN) && !scopes().contains(scope)) {
            throw Problem.forbidden("This needs the scope " + scope + ".");
        }
    }

    /** How far the caller sees: the widest of the roles. A lead or member without {@code user_id} sees nothing. */
    default Reach reach() {
        if (hasRole(Role.ADMIN, Role.ANALYST, Role.PRIVACY_OFFICER)) {
            return Reach.ORGANISATION;
        }
        if (userId() == null || !hasRole(Role.LEAD, Role.MEMBER)) {
            return Reach.NOTHING;
        }
        return hasRole(Role.LEAD) ? Reach.DEPARTMENT : Reach.SELF;
    }
}
