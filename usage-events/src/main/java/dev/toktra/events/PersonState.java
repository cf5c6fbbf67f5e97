package dev.toktra.events;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person of an organisation, with the history that decides where their usage counts on a day.
 *
 * @param memberships where the person belonged, by day
 * @param aliases the names under which devices and providers know the person, by day
 * @param eligibility the days on which the person was meant to use AI tools
 */
public record PersonState(
        UUID orgId,
        UUID userId,
        long version,
        boolean deleted,
        String email,
        String name,
        Role role,
        Status status,
        List<Membership> memberships,
        List<Alias> aliases,
        List<Eligibility> eligibility)
        implements State {

    /** What a person may see and do. */
    public enum Role {
        ADMIN,
        ANALYST,
        LEAD,
        MEMBER,
        PRIVACY_OFFICER
    }

    /** Whether a person works here now. */
    public enum Status {
        ACTIVE,
        INACTIVE,
        SUSPENDED
    }

    /** What kind of name an alias is. */
    public enum AliasKind {
        /** An account as devices report it in an event's {@code account}; compared without case. */
        ACCOUNT,
        /** The id of a device that is assigned to the person. */
        DEVICE,
        /** The id under which a provider knows the person. */
        PROVIDER_USER
    }

    /** Department and team of a person from {@code validFrom} until the day before {@code validUntil} (null: still). */
    public record Membership(
            @Nullable UUID departmentId,
            @Nullable UUID teamId,
            LocalDate validFrom,
            @Nullable LocalDate validUntil) {

        public Membership {
            dated(validFrom, validUntil);
        }
    }

    /** A name of the person from {@code validFrom} until the day before {@code validUntil} (null: still). */
    public record Alias(
            AliasKind kind,
            String value,
            LocalDate validFrom,
            @Nullable LocalDate validUntil) {

        public Alias {
            Laws.present(kind, "kind");
            Laws.law(!Laws.present(value, "value").isBlank(), "an alias must not be blank");
            dated(validFrom, validUntil);
        }
    }

    /** Days from {@code validFrom} until the day before {@code validUntil} (null: still) on which the person is eligible. */
    public record Eligibility(LocalDate validFrom, @Nullable LocalDate validUntil) {

        public Eligibility {
            dated(validFrom, validUntil);
        }
    }

    public PersonState {
        Laws.present(orgId, "org_id");
        Laws.present(userId, "user_id");
        Laws.law(version >= 1, "version starts at 1");
        Laws.present(email, "email");
        Laws.present(name, "name");
        Laws.present(role, "role");
        Laws.present(status, "status");
        memberships = List.copyOf(Laws.present(memberships, "memberships"));
        aliases = List.copyOf(Laws.present(aliases, "aliases"));
        eligibility = List.copyOf(Laws.present(eligibility, "eligibility"));
    }

    @Override
    public String key() {
        return orgId + "|" + userId;
    }

    @Override
    public PersonState erased(long lastVersion) {
        return new PersonState(
                orgId,
                userId,
                lastVersion,
                true,
                "",
                "",
                Role.MEMBER,
                Status.INACTIVE,
                List.of(),
                List.of(),
                List.of());
    }

    private static void dated(LocalDate from, @Nullable LocalDate until) {
        Laws.present(from, "valid_from");
        Laws.law(until == null || until.isAfter(from), "valid_until must be after valid_from");
    }
}
