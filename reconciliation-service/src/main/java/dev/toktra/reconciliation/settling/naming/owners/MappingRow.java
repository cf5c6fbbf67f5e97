package dev.toktra.reconciliation.settling.naming.owners;

import dev.toktra.reconciliation.settling.naming.Mapping;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An administrator's word on whose a thing of a provider is; one of person and unit is given. */
record MappingRow(UUID mappingId, Thing thing, Holder holder, long version, Instant updatedAt) {

    /** What somebody owns; it never becomes another one. */
    record Thing(String provider, Mapping.Kind kind, String value) {}

    /** Whose it is, and on which days of UTC. */
    record Holder(
            @Nullable UUID userId,
            @Nullable UUID unitId,
            LocalDate validFrom,
            @Nullable LocalDate validUntil) {

        /** Days that either of both has, and those between. */
        Holder reach(Holder other) {
            LocalDate from = validFrom.isBefore(other.validFrom) ? validFrom : other.validFrom;
            LocalDate until = validUntil == null || other.validUntil == null
                    ? null
                    : validUntil.isAfter(other.validUntil) ? validUntil : other.validUntil;
            return new Holder(userId, unitId, from, until);
        }
    }
}
