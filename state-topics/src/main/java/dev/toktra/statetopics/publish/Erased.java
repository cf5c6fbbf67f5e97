package dev.toktra.statetopics.publish;

import dev.toktra.events.DailyUsage;
import dev.toktra.events.DeviceState;
import dev.toktra.events.OrganisationState;
import dev.toktra.events.PersonState;
import dev.toktra.events.State;
import dev.toktra.events.UnitState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The last state of a thing of which only the key is left: deleted, and saying nothing about what it was. */
final class Erased {

    private Erased() {}

    /** The deleted state of a key; empty where the key is not one of the type's. */
    static Optional<State> of(Class<? extends State> type, String key, long version) {
        try {
            return Optional.of(state(type, key.split("\\|", -1), version))
                    .filter(state -> state.key().equals(key));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private static State state(Class<? extends State> type, String[] key, long version) {
        UUID org = UUID.fromString(key[0]);
        if (type == OrganisationState.class) {
            return organisation(org, version);
        }
        if (type == DailyUsage.class) {
            return new DailyUsage(org, LocalDate.parse(key[1]), key[2], version, true, ZoneOffset.UTC, List.of());
        }
        UUID id = UUID.fromString(key[1]);
        if (type == DeviceState.class) {
            return new DeviceState(org, id, version, true, DeviceState.Status.REVOKED, Instant.EPOCH, null);
        }
        if (type == UnitState.class) {
            return new UnitState(org, id, version, true, UnitState.Kind.DEPARTMENT, "deleted", null);
        }
        if (type == PersonState.class) {
            return person(org, id, version);
        }
        throw new IllegalStateException("no erased form of " + type.getSimpleName());
    }

    private static OrganisationState organisation(UUID org, long version) {
        return new OrganisationState(
                org,
                version,
                true,
                "deleted",
                List.of(new OrganisationState.DatedZone(LocalDate.EPOCH, ZoneOffset.UTC)),
                "USD",
                OrganisationState.Privacy.TEAMS_ONLY,
                30);
    }

    private static PersonState person(UUID org, UUID user, long version) {
        return new PersonState(
                org,
                user,
                version,
                true,
                "",
                "",
                PersonState.Role.MEMBER,
                PersonState.Status.INACTIVE,
                List.of(),
                List.of(),
                List.of());
    }
}
