package dev.toktra.reconciliation.settling.answers;

import dev.toktra.callerscope.OrganisationTransactions;
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
    private final Clock clock;

    CellStore(OrganisationTransactions organisation, Clock clock) {
        this.organisation = organisation;
        this.clock = clock;
    }

    Uni<String> page(CellQuestion question) {
        Tuple parameters = cells(question)
                .addString(question.after())
                .addInteger(question.limit())
                .addString(clock.instant().toString());
        if (!question.isOfPeople()) {
            return json(CellSql.page(question), parameters);
        }
        PeopleQuestion people = question.people();
        return hashed(
                PeopleSql.page(question),
                parameters
                        .addString(people.userId())
                        .addUUID(people.departmentId())
                        .addUUID(people.teamId()));
    }

    Uni<String> summary(CellQuestion question) {
        return json(CellSql.summary(), cells(question).addString(clock.instant().toString()));
    }

    Uni<String> signals(CellQuestion question, long least) {
        Tuple parameters = Tuple.of(question.start(), question.end(), question.provider())
                .addLong(least)
                .addString(clock.instant().toString());
        return hashed(SignalSql.SIGNALS, parameters);
    }

    Uni<String> factors() {
        return json(FACTORS, Tuple.of(clock.instant().toString()));
    }

    private static Tuple cells(CellQuestion question) {
        Cause cause = question.cause();
        @Nullable String word = cause == null ? null : cause.word();
        return Tuple.tuple()
                .addLocalDate(question.start())
                .addLocalDate(question.end())
                .addString(question.provider())
                .addString(question.model())
                .addString(question.state())
                .addString(word);
    }

    /** Sums of common tables have no statistics: guessed to be small, they would be compared row by row. */
    private Uni<String> hashed(String sql, Tuple parameters) {
        return organisation.snapshot(connection -> connection
                .query("set local enable_nestloop = off")
                .execute()
                .chain(() -> json(connection, sql, parameters)));
    }

    private Uni<String> json(String sql, Tuple parameters) {
        return organisation.snapshot(connection -> json(connection, sql, parameters));
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
