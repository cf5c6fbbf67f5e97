package dev.toktra.gateway.organisations;

import dev.toktra.events.UnitState;
import dev.toktra.events.UnitState.Kind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code unit}; what was published of it is the publisher's business and not mapped. */
@Entity
@Table(name = "unit")
class UnitRow {

    @Id
    @Column(name = "unit_id")
    UUID unitId;

    @Column(name = "org_id")
    UUID orgId;

    String kind;

    String name;

    @Column(name = "parent_id")
    @Nullable
    UUID parentId;

    long version;

    boolean deleted;

    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    UnitState state() {
        return new UnitState(
                orgId, unitId, version, deleted, Kind.valueOf(kind.toUpperCase(Locale.ROOT)), name, parentId);
    }
}
