package dev.toktra.gateway.people;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.events.EventJson;
import dev.toktra.events.PersonState;
import dev.toktra.gateway.conventions.BrokenConstraint;
import dev.toktra.gateway.conventions.Listing;
import dev.toktra.gateway.conventions.Refusal;
import dev.toktra.gateway.conventions.SecuredStore;
import dev.toktra.gateway.conventions.Window;
import dev.toktra.gateway.organisations.OrganisationStore;
import dev.toktra.gateway.organisations.UnitStore;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** People in the database. */
@ApplicationScoped
class PersonStore {

    private static final String STATE = "select cast(person_state(p) as text) from person p where ";

    /** The dated parts, each with how its rows are made of a state. */
    private static final Map<String, String> DATED = Map.of(
            "membership",
            "insert into membership (org_id, user_id, department_id, team_id, valid_from, valid_until)"
                    + " select :org, :user, m.* from json_to_recordset(cast(cast(:state as text) as json) -> 'memberships')"
                    + " as m(department_id uuid, team_id uuid, valid_from date, valid_until date)",
            "alias",
            "insert into alias (org_id, user_id, kind, value, valid_from, valid_until)"
                    + " select :org, :user, a.* from json_to_recordset(cast(cast(:state as text) as json) -> 'aliases')"
                    + " as a(kind text, value text, valid_from date, valid_until date)",
            "eligibility",
            "insert into eligibility (org_id, user_id, valid_from, valid_until)"
                    + " select :org, :user, e.* from json_to_recordset(cast(cast(:state as text) as json) -> 'eligibility')"
                    + " as e(valid_from date, valid_until date)");

    private final Rows rows = new Rows();
    private final SecuredStore secured;
    private final OrganisationStore organisations;
    private final UnitStore units;

    PersonStore(SecuredStore secured, OrganisationStore organisations, UnitStore units) {
        this.secured = secured;
        this.organisations = organisations;
        this.units = units;
    }

    private static final class Rows implements PanacheRepositoryBase<PersonRow, UUID> {}

    /** Who is asked for; a department or team that is not there is refused as unknown, it is not an empty list. */
    Uni<Listing<PersonState>> list(UUID orgId, PersonQuery query, Window window) {
        return secured.in(
                orgId,
                () -> units.known(orgId, query.place())
                        .chain(() -> organisations.today(orgId))
                        .chain(today -> page(query.where(), query.parameters(orgId, today), window)));
    }

    private Uni<Listing<PersonState>> page(String where, Map<String, Object> parameters, Window window) {
        Map<String, Object> page = new HashMap<>(parameters);
        page.put("after", window.afterId());
        page.put("most", window.lookFor());
        return secured.column(
                        String.class, STATE + where + " and p.user_id > :after order by p.user_id limit :most", page)
                .map(column -> column.stream().map(PersonStore::state).toList())
                .chain(found -> secured.column(Long.class, "select count(*) from person p where " + where, parameters)
                        .map(total -> window.listing(found, PersonState::userId, total.get(0))));
    }

    Uni<PersonState> get(UUID orgId, UUID userId) {
        return secured.in(
                orgId,
                () -> secured.column(
                                String.class,
                                STATE + "p.org_id = :org and p.user_id = :user and not p.deleted",
                                Map.of("org", orgId, "user", userId))
                        .map(column -> column.stream()
                                .findFirst()
                                .map(PersonStore::state)
                                .orElseThrow(PersonStore::unknown)));
    }

    Uni<PersonState> add(UUID orgId, NewPerson wanted) {
        PersonRow row = new PersonRow();
        row.userId = UuidCreator.getTimeOrderedEpoch();
        row.orgId = orgId;
        return told(
                orgId,
                () -> organisations
                        .today(orgId)
                        .chain(today -> units.place(orgId, wanted.place(), "")
                                .map(place -> wanted.state(orgId, row.userId, today, place))
                                .chain(person -> save(row, person)
                                        .call(() -> rows.persistAndFlush(row))
                                        .chain(() -> saveDated(person)))
                                .chain(() -> get(orgId, row.userId))));
    }

    Uni<PersonState> change(UUID orgId, UUID userId, PersonChange change) {
        return told(
                orgId,
                () -> rows.find("orgId = ?1 and userId = ?2 and deleted = false", orgId, userId)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .firstResult()
                        .onItem()
                        .ifNull()
                        .failWith(PersonStore::unknown)
                        .chain(row -> organisations
                                .today(orgId)
                                .chain(today -> units.place(orgId, change.wanted(), "/membership")
                                        .chain(place ->
                                                get(orgId, userId).map(before -> change.after(before, today, place))))
                                .chain(person -> save(row, person).chain(() -> saveDated(person))))
                        .chain(() -> get(orgId, userId)));
    }

    private Uni<Long> save(PersonRow row, PersonState person) {
        row.take(person);
        return secured.versionAfter(row.version).invoke(version -> row.version = version);
    }

    private Uni<Void> saveDated(PersonState person) {
        Map<String, Object> whose = Map.of("org", person.orgId(), "user", person.userId());
        Map<String, Object> all = new HashMap<>(whose);
        all.put("state", new String(EventJson.write(person), StandardCharsets.UTF_8));
        Uni<Void> saved = Uni.createFrom().voidItem();
        for (Map.Entry<String, String> dated : DATED.entrySet()) {
            saved = saved.chain(() -> secured.run(
                            "delete from " + dated.getKey() + " where org_id = :org and user_id = :user", whose))
                    .chain(() -> secured.run(dated.getValue(), all))
                    .replaceWithVoid();
        }
        return saved;
    }

    private <T> Uni<T> told(UUID orgId, Supplier<Uni<T>> work) {
        return secured.in(orgId, work).onFailure(BrokenConstraint.class).transform(PersonStore::refusal);
    }

    private static Throwable refusal(Throwable failure) {
        return switch (((BrokenConstraint) failure).constraint()) {
            case "person_email" -> Refusal.conflict("/email", "Another person has this address.");
            case "alias_one_a_day" ->
                Refusal.conflict("/aliases", "Another person has one of these aliases on one of those days.");
            default -> failure;
        };
    }

    private static PersonState state(String json) {
        return EventJson.read(json.getBytes(StandardCharsets.UTF_8), PersonState.class);
    }

    private static Refusal unknown() {
        return Refusal.unknown("There is no such person.");
    }
}
