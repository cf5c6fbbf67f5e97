package dev.toktra.gateway.organisations;

import dev.toktra.events.EventJson;
import dev.toktra.events.OrganisationState;
import dev.toktra.events.OrganisationState.DatedZone;
import dev.toktra.gateway.conventions.Refusal;
import dev.toktra.gateway.conventions.SecuredStore;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Organisations in the database. */
@ApplicationScoped
public class OrganisationStore {

    private static final String STATE = "select cast(organisation_state(o) as text) from organisation o"
            + " where o.org_id = :org and not o.deleted";

    private final Rows rows = new Rows();
    private final SecuredStore secured;
    private final Clock clock;

    public OrganisationStore(SecuredStore secured, Clock clock) {
        this.secured = secured;
        this.clock = clock;
    }

    private static final class Rows implements PanacheRepositoryBase<OrganisationRow, UUID> {}

    /** The organisation of the transaction that this is a part of, or of one of its own. */
    public Uni<OrganisationState> get(UUID orgId) {
        return secured.in(orgId, () -> read(orgId));
    }

    /** The organisation's calendar day of now. */
    public Uni<LocalDate> today(UUID orgId) {
        return get(orgId).map(organisation -> organisation.dayOf(clock.instant()));
    }

    Uni<OrganisationState> change(UUID orgId, OrganisationChange change) {
        return secured.in(
                orgId,
                () -> rows.findById(orgId, LockModeType.PESSIMISTIC_WRITE)
                        .onItem()
                        .ifNull()
                        .failWith(() -> unknown())
                        .chain(row -> read(orgId).chain(before -> save(row, change, before)))
                        .chain(() -> read(orgId)));
    }

    private Uni<Integer> save(OrganisationRow row, OrganisationChange change, OrganisationState before) {
        return secured.versionAfter(row.version)
                .invoke(version -> {
                    row.version = version;
                    row.name = change.nameAfter(before);
                })
                .chain(() -> secured.run("delete from organisation_zone where org_id = :org", Map.of("org", row.orgId)))
                .chain(() -> insert(row.orgId, change.zonesAfter(before, clock.instant())));
    }

    private Uni<Integer> insert(UUID orgId, List<DatedZone> zones) {
        String json = new String(EventJson.write(zones), StandardCharsets.UTF_8);
        return secured.run(
                "insert into organisation_zone select :org, z.\"from\", z.zone"
                        + " from json_to_recordset(cast(cast(:zones as text) as json)) as z(\"from\" date, zone text)",
                Map.of("org", orgId, "zones", json));
    }

    private Uni<OrganisationState> read(UUID orgId) {
        return secured.column(String.class, STATE, Map.of("org", orgId)).map(column -> {
            if (column.isEmpty()) {
                throw unknown();
            }
            return EventJson.read(column.get(0).getBytes(StandardCharsets.UTF_8), OrganisationState.class);
        });
    }

    private static Refusal unknown() {
        return Refusal.unknown("There is no such organisation.");
    }
}
