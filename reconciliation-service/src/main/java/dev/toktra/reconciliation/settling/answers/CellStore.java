package dev.toktra.reconciliation.settling.answers;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.callerscope.Reach;
import dev.toktra.reconciliation.asking.Grouping;
import dev.toktra.reconciliation.asking.GroupsSql;
import dev.toktra.reconciliation.asking.ScopeStore;
import dev.toktra.reconciliation.asking.view.DateRange;
import dev.toktra.reconciliation.asking.view.Restriction;
import dev.toktra.reconciliation.asking.view.Viewer;
import dev.toktra.reconciliation.settling.variance.Cause;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Answers questions about cells of the caller's organisation, each as JSON from one state of the database. */
@ApplicationScoped
class CellStore {

    private final OrganisationTransactions organisation;
    private final ScopeStore scopes;
    private final Clock clock;

    CellStore(OrganisationTransactions organisation, ScopeStore scopes, Clock clock) {
        this.organisation = organisation;
        this.scopes = scopes;
        this.clock = clock;
    }

    Uni<String> page(Viewer viewer, CellQuestion question) {
        return organisation.snapshot(connection -> scopes.restrict(
                        connection, viewer, question.asked(), question.days())
                .flatMap(seen -> isOfPeople(question, seen)
                        ? hashed(connection, PeopleSql.page(question), people(question, seen))
                        : hashed(connection, CellSql.page(question), cells(question))));
    }

    Uni<String> summary(Viewer viewer, CellQuestion question) {
        boolean whole = viewer.reach() == Reach.ORGANISATION;
        return organisation.snapshot(connection -> scopes.restrict(
                        connection, viewer, question.asked(), question.days())
                .flatMap(seen -> isOfPeople(question, seen)
                        ? hashed(connection, PeopleSql.summary(question, whole), people(question, seen))
                        : hashed(connection, CellSql.summary(question), cells(question))));
    }

    Uni<String> signals(DateRange days, @Nullable String provider, long least) {
        Tuple parameters =
                Tuple.of(days.start(), days.end(), provider).addLong(least).addString(now());
        return organisation.snapshot(connection -> hashed(connection, SignalSql.SIGNALS, parameters));
    }

    Uni<String> factors() {
        return organisation.snapshot(connection -> json(connection, FACTORS, Tuple.of(now())));
    }

    private static boolean isOfPeople(CellQuestion question, Restriction seen) {
        return seen.needsPeople() || Grouping.areOfPeople(question.groups());
    }

    private Tuple cells(CellQuestion question) {
        Cause cause = question.cause();
        @Nullable String word = cause == null ? null : cause.word();
        return Tuple.tuple()
                .addLocalDate(question.days().start())
                .addLocalDate(question.days().end())
                .addString(question.asked().provider())
                .addString(question.asked().model())
                .addString(question.state())
                .addString(word)
                .addString(question.after())
                .addInteger(question.limit())
                .addString(now());
    }

    private Tuple people(CellQuestion question, Restriction seen) {
        return ScopeStore.whose(cells(question), seen);
    }

    private String now() {
        return clock.instant().toString();
    }

    private static Uni<String> hashed(SqlConnection connection, String sql, Tuple parameters) {
        return connection.query(GroupsSql.HASHED).execute().chain(() -> json(connection, sql, parameters));
    }

    private static Uni<String> json(SqlConnection connection, String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.iterator().next().getString("body"));
    }

    private static final String FACTORS = """
            select json_build_object('items', coalesce(json_agg(json_build_object('provider', provider, 'model', model,
                    'token_source', token_source, 'client', client, 'comparisons', comparisons,
                    'input', json_build_object('factor', input_factor, 'low', input_low, 'high', input_high),
                    'output', json_build_object('factor', output_factor, 'low', output_low, 'high', output_high),
                    'computed_at', to_char(computed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
                order by provider, model, token_source, client), '[]'), 'as_of', $1::text)::text as body
            from calibration_factor""";
}
