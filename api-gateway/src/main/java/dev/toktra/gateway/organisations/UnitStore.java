package dev.toktra.gateway.organisations;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.events.UnitState;
import dev.toktra.events.UnitState.Kind;
import dev.toktra.gateway.conventions.Listing;
import dev.toktra.gateway.conventions.Refusal;
import dev.toktra.gateway.conventions.SecuredStore;
import dev.toktra.gateway.conventions.Window;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Departments and teams in the database. */
@ApplicationScoped
public class UnitStore {

    private static final String THERE = "orgId = ?1 and kind = ?2 and deleted = false";

    private final Rows rows = new Rows();
    private final SecuredStore secured;

    public UnitStore(SecuredStore secured) {
        this.secured = secured;
    }

    private static final class Rows implements PanacheRepositoryBase<UnitRow, UUID> {}

    Uni<Listing<UnitState>> list(UUID orgId, Kind kind, Window window) {
        String word = UnitRow.word(kind);
        return secured.in(
                orgId,
                () -> rows.find(THERE + " and unitId > ?3 order by unitId", orgId, word, window.afterId())
                        .range(0, window.limit())
                        .list()
                        .chain(found -> rows.count(THERE, orgId, word)
                                .map(total -> window.listing(
                                        found.stream().map(UnitRow::state).toList(), UnitState::unitId, total))));
    }

    Uni<UnitState> get(UUID orgId, Kind kind, UUID unitId) {
        return secured.in(
                orgId, () -> locked(orgId, kind, unitId, LockModeType.NONE).map(UnitRow::state));
    }

    Uni<UnitState> add(UUID orgId, UnitDraft draft) {
        UnitRow row = new UnitRow();
        row.unitId = UuidCreator.getTimeOrderedEpoch();
        row.orgId = orgId;
        row.kind = UnitRow.word(draft.kind());
        return secured.in(
                orgId,
                () -> save(row, draft).chain(() -> rows.persistAndFlush(row)).map(UnitRow::state));
    }

    Uni<UnitState> change(UUID orgId, UUID unitId, UnitDraft draft) {
        return secured.in(
                orgId,
                () -> locked(orgId, draft.kind(), unitId, LockModeType.PESSIMISTIC_WRITE)
                        .chain(row -> save(row, draft).chain(rows::flush).map(ignored -> row.state())));
    }

    /** Where someone can be placed who is wanted in this department and this team; pointers in refusals get the prefix. */
    public Uni<Place> place(UUID orgId, Place wanted, String prefix) {
        return exists(orgId, Kind.DEPARTMENT, wanted.departmentId(), prefix + "/department_id")
                .chain(department -> exists(orgId, Kind.TEAM, wanted.teamId(), prefix + "/team_id")
                        .map(team -> placed(wanted, team, prefix)));
    }

    /** Ends well if the department and the team are there; null is no department and no team. */
    public Uni<Void> known(UUID orgId, Place place) {
        return known(orgId, Kind.DEPARTMENT, place.departmentId()).chain(() -> known(orgId, Kind.TEAM, place.teamId()));
    }

    private Uni<Void> known(UUID orgId, Kind kind, @Nullable UUID unitId) {
        return unitId == null
                ? Uni.createFrom().voidItem()
                : locked(orgId, kind, unitId, LockModeType.NONE).replaceWithVoid();
    }

    private static Place placed(Place wanted, @Nullable UnitRow team, String prefix) {
        if (team == null) {
            return wanted;
        }
        if (wanted.departmentId() != null && !wanted.departmentId().equals(team.parentId)) {
            throw Refusal.impossible(prefix + "/team_id", "The team is not one of that department.");
        }
        return new Place(team.parentId, team.unitId);
    }

    private Uni<Void> save(UnitRow row, UnitDraft draft) {
        row.name = draft.name() == null ? row.name : draft.name();
        return secured.versionAfter(row.version)
                .invoke(version -> row.version = version)
                .chain(() -> draft.moved() ? move(row, draft) : Uni.createFrom().voidItem());
    }

    private Uni<Void> move(UnitRow row, UnitDraft draft) {
        return alone(row.orgId)
                .chain(() -> exists(row.orgId, Kind.DEPARTMENT, draft.parentId(), draft.parentPointer()))
                .chain(() -> draft.kind() == Kind.TEAM ? empty(row, draft) : standing(row, draft))
                .invoke(() -> row.parentId = draft.parentId());
    }

    /** One move at a time in an organisation, or two could make a loop together. */
    private Uni<Void> alone(UUID orgId) {
        return secured.column(
                        Object.class,
                        "select 1 from (select pg_advisory_xact_lock(hashtextextended(:name, 0))) as locked",
                        Map.of("name", "unit tree " + orgId))
                .replaceWithVoid();
    }

    private Uni<Void> standing(UnitRow row, UnitDraft draft) {
        UUID parent = draft.parentId();
        if (parent == null) {
            return Uni.createFrom().voidItem();
        }
        return rows.list(THERE, row.orgId, UnitRow.word(Kind.DEPARTMENT))
                .invoke(departments -> {
                    if (tree(departments).wouldLoop(row.unitId, parent)) {
                        throw Refusal.conflict(draft.parentPointer(), "A department cannot be below itself.");
                    }
                })
                .replaceWithVoid();
    }

    private static UnitTree tree(List<UnitRow> departments) {
        return new UnitTree(departments.stream()
                .filter(row -> row.parentId != null)
                .collect(Collectors.toMap(row -> row.unitId, row -> row.parentId)));
    }

    private Uni<Void> empty(UnitRow row, UnitDraft draft) {
        return secured.column(
                        Long.class,
                        "select count(*) from membership where org_id = :org and team_id = :team",
                        Map.of("org", row.orgId, "team", row.unitId))
                .invoke(count -> {
                    if (count.get(0) > 0) {
                        throw Refusal.conflict(
                                draft.parentPointer(),
                                "A team that has or had members stays in its department: their history counts there.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<@Nullable UnitRow> exists(UUID orgId, Kind kind, @Nullable UUID unitId, String pointer) {
        if (unitId == null) {
            return Uni.createFrom().nullItem();
        }
        return rows.find(THERE + " and unitId = ?3", orgId, UnitRow.word(kind), unitId)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.impossible(pointer, "There is no such " + UnitRow.word(kind) + "."));
    }

    private Uni<UnitRow> locked(UUID orgId, Kind kind, UUID unitId, LockModeType lock) {
        return rows.find(THERE + " and unitId = ?3", orgId, UnitRow.word(kind), unitId)
                .withLock(lock)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.unknown("There is no such " + UnitRow.word(kind) + "."));
    }
}
