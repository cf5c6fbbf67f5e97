package dev.toktra.scoring.scores;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.callerscope.Reach;
import dev.toktra.problem.Problem;
import dev.toktra.scoring.Problems;
import dev.toktra.scoring.scores.ScoreParameters.Wanted;
import dev.toktra.scoring.viewing.Sight;
import dev.toktra.scoring.viewing.SightStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Scores of the caller's organisation, as far as the caller sees and the organisation shows them. */
@ApplicationScoped
class ScoreViewStore {

    private static final String NIGHT =
            "select max(night) as night from score_basis where $1::date is null or night <= $1";

    /** Parameters: viewer, today, a person, a unit. */
    private static final String WITHIN = SightStore.OWN + """
            select $3::uuid is null or exists (select from person where user_id = $3) as person,
                $4::uuid is null or exists (select from unit where unit_id = $4) as unit,
                exists (select from membership m where m.user_id = $3 and m.department_id in (select unit_id from own)
                    and m.valid_from <= $2::date and (m.valid_until is null or $2::date < m.valid_until)) as own_person,
                exists (select from own where unit_id = $4) as own_unit""";

    /** Parameters: viewer, today, night, whether all are seen, whether the own subtree is, person, team, department. */
    private static final String SEEN = SightStore.OWN + """
            , below as (
                select $8::uuid as unit_id
                union select u.unit_id from unit u join below b on u.parent_id = b.unit_id),
            seen as (
                select s.*, s.highlight::text as highlight_text, p.name
                from score s join person p on p.org_id = s.org_id and p.user_id = s.user_id
                where s.night = $3 and ($4 or s.user_id = $1::uuid or $5 and exists (
                        select from membership m where m.user_id = s.user_id
                            and m.department_id in (select unit_id from own)
                            and m.valid_from <= $2::date and (m.valid_until is null or $2::date < m.valid_until)))
                    and ($6::uuid is null or s.user_id = $6) and ($7::uuid is null or s.team_id = $7)
                    and ($8::uuid is null or s.department_id in (select unit_id from below))) """;

    private static final String PAGE =
            SEEN + "select * from seen where $9::uuid is null or user_id > $9 order by user_id limit $10";
    private static final String COUNT = SEEN + "select count(*) from seen";

    private static final String UNIT = "select * from unit_score where night = $1 and unit_id = $2";

    private static final String EXPLAINED = """
            select s.*, s.highlight::text as highlight_text, s.components::text as components_text, p.name, b.first_day,
                b.settled_through, b.rows, b.token_price, b.parameters::text as parameters_text
            from score s join person p on p.org_id = s.org_id and p.user_id = s.user_id
            join score_basis b on b.org_id = s.org_id and b.night = s.night
            where s.user_id = $1 and s.night = $2""";

    private static final String PAST = """
            select * from score where user_id = $1 and ($2::date is null or night < $2) order by night desc limit $3""";
    private static final String PASTS = "select count(*) from score where user_id = $1";

    private static final int ALL = Integer.MAX_VALUE;

    private final OrganisationTransactions organisation;
    private final SightStore sights;

    ScoreViewStore(OrganisationTransactions organisation, SightStore sights) {
        this.organisation = organisation;
        this.sights = sights;
    }

    /** Scores in the order of people's ids. */
    Uni<ShownScore.Page> page(Wanted wanted, @Nullable UUID after, int limit) {
        return organisation.snapshot(connection -> allowed(connection, wanted)
                .flatMap(sight -> night(connection, wanted.date())
                        .flatMap(night -> page(connection, new Asked(sight, night, wanted), after, limit))));
    }

    /** All of them as CSV. */
    Uni<String> csv(Wanted wanted) {
        return page(wanted, null, ALL - 1).map(page -> {
            StringBuilder lines = new StringBuilder(ScoreMapper.HEADER);
            page.items().forEach(item -> lines.append(ScoreMapper.line(String.valueOf(page.night()), item)));
            return lines.toString();
        });
    }

    /** The score of a person with all that it is made of; 404 where there is none of that night. */
    Uni<ShownScore.Explained> explain(UUID user, @Nullable LocalDate date) {
        Wanted wanted = new Wanted(user, null, null, date);
        return organisation.snapshot(connection -> allowed(connection, wanted)
                .flatMap(sight -> night(connection, date))
                .flatMap(night -> connection.preparedQuery(EXPLAINED).execute(Tuple.of(user, night)))
                .map(rows -> {
                    RowIterator<Row> found = rows.iterator();
                    if (!found.hasNext()) {
                        throw Problem.notFound("There is no score of this person for that night.");
                    }
                    return ScoreMapper.explained(found.next());
                }));
    }

    /** Scores of a person, latest first. */
    Uni<ShownScore.History> history(UUID user, @Nullable LocalDate before, int limit) {
        return organisation.snapshot(connection -> allowed(connection, new Wanted(user, null, null, null))
                .flatMap(sight -> connection.preparedQuery(PAST).execute(Tuple.of(user, before, limit + 1)))
                .flatMap(rows -> connection
                        .preparedQuery(PASTS)
                        .execute(Tuple.of(user))
                        .map(count -> {
                            List<ShownScore.Past> all = new ArrayList<>();
                            rows.forEach(row -> all.add(ScoreMapper.past(row)));
                            boolean more = all.size() > limit;
                            List<ShownScore.Past> items = more ? all.subList(0, limit) : all;
                            String next = more ? items.get(limit - 1).night().toString() : null;
                            return new ShownScore.History(
                                    user,
                                    items,
                                    next,
                                    more,
                                    count.iterator().next().getLong(0));
                        })));
    }

    private record Asked(Sight sight, @Nullable LocalDate night, Wanted wanted) {

        Tuple parameters() {
            boolean others = sight.othersByName();
            return Tuple.tuple()
                    .addUUID(sight.viewer())
                    .addLocalDate(sight.today())
                    .addLocalDate(night)
                    .addBoolean(others && sight.everything())
                    .addBoolean(others && sight.reach() == Reach.DEPARTMENT)
                    .addUUID(wanted.user())
                    .addUUID(wanted.team())
                    .addUUID(wanted.department());
        }

        /** Whose median goes with the list: the unit's that is asked for, else everyone's for those who see everyone. */
        @Nullable
        UUID unit() {
            if (wanted.unit() != null) {
                return wanted.unit();
            }
            boolean all = wanted.user() == null && sight.everything();
            return all ? sight.organisation().org() : null;
        }
    }

    private static Uni<ShownScore.Page> page(SqlConnection connection, Asked asked, @Nullable UUID after, int limit) {
        return connection
                .preparedQuery(PAGE)
                .execute(asked.parameters().addUUID(after).addInteger(limit + 1))
                .flatMap(rows -> connection
                        .preparedQuery(COUNT)
                        .execute(asked.parameters())
                        .flatMap(count -> unit(connection, asked).map(unit -> {
                            List<ShownScore.Item> all = new ArrayList<>();
                            rows.forEach(row -> all.add(ScoreMapper.item(row)));
                            boolean more = all.size() > limit;
                            List<ShownScore.Item> items = more ? all.subList(0, limit) : all;
                            String next = more ? items.get(limit - 1).userId().toString() : null;
                            long total = count.iterator().next().getLong(0);
                            return new ShownScore.Page(asked.night(), unit.orElse(null), items, next, more, total);
                        })));
    }

    private static Uni<java.util.Optional<ShownScore.Unit>> unit(SqlConnection connection, Asked asked) {
        return connection
                .preparedQuery(UNIT)
                .execute(Tuple.of(asked.night(), asked.unit()))
                .map(rows -> {
                    RowIterator<Row> found = rows.iterator();
                    return found.hasNext()
                            ? java.util.Optional.of(unit(found.next(), asked.sight()))
                            : java.util.Optional.empty();
                });
    }

    private static ShownScore.Unit unit(Row row, Sight sight) {
        boolean withheld = !sight.othersByName() && row.getBoolean("withheld");
        return ScoreMapper.unit(row, withheld);
    }

    private static Uni<@Nullable LocalDate> night(SqlConnection connection, @Nullable LocalDate date) {
        return connection
                .preparedQuery(NIGHT)
                .execute(Tuple.of(date))
                .map(rows -> rows.iterator().next().getLocalDate("night"));
    }

    /** Goes on where the caller may ask for this person or unit; 404 where there is none, 403 where it is another's. */
    private Uni<Sight> allowed(SqlConnection connection, Wanted wanted) {
        return sights.read(connection)
                .flatMap(sight -> connection
                        .preparedQuery(WITHIN)
                        .execute(Tuple.of(sight.viewer(), sight.today(), wanted.user(), wanted.unit()))
                        .map(rows -> rows.iterator().next())
                        .invoke(row -> refuseUnknown(row))
                        .invoke(row -> refuseOutside(row, sight, wanted))
                        .replaceWith(sight));
    }

    private static void refuseUnknown(Row row) {
        if (!row.getBoolean("person")) {
            throw Problems.notFound("person");
        }
        if (!row.getBoolean("unit")) {
            throw Problems.notFound("department or team");
        }
    }

    private static void refuseOutside(Row row, Sight sight, Wanted wanted) {
        boolean lead = sight.reach() == Reach.DEPARTMENT;
        boolean self = wanted.user() != null && wanted.user().equals(sight.viewer());
        if (wanted.unit() != null && !sight.everything() && !(lead && row.getBoolean("own_unit"))) {
            throw Problems.outside();
        }
        if (wanted.user() == null || self) {
            return;
        }
        if (!sight.everything() && !(lead && row.getBoolean("own_person"))) {
            throw Problems.outside();
        }
        if (!sight.othersByName()) {
            throw Problem.forbidden("This organisation shows the scores of single people to themselves only.");
        }
    }
}
