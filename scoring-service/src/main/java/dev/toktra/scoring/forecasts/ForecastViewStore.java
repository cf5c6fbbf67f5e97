package dev.toktra.scoring.forecasts;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.callerscope.Reach;
import dev.toktra.scoring.Problems;
import dev.toktra.scoring.forecasts.ForecastParameters.Wanted;
import dev.toktra.scoring.viewing.Sight;
import dev.toktra.scoring.viewing.SightStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds the newest forecast, where the caller may see it. */
@ApplicationScoped
class ForecastViewStore {

    private static final String NEWEST = """
            select f.*, m.next_30 as said
            from forecast f
            left join forecast m on m.org_id = f.org_id and m.scope = f.scope and m.subject = f.subject
                and m.night = f.night - 30
            where f.scope = $1 and f.subject = $2
            order by f.night desc limit 1
            """;

    private static final String SEES =
            SightStore.OWN + " select exists (select from own where unit_id = $3::uuid) as seen";

    private final OrganisationTransactions organisation;
    private final SightStore sights;

    ForecastViewStore(OrganisationTransactions organisation, SightStore sights) {
        this.organisation = organisation;
        this.sights = sights;
    }

    /** 403 for what lies outside of the caller's reach, 404 for what was not forecast. */
    Uni<ShownForecast> find(Wanted wanted) {
        return organisation.snapshot(connection -> sights.read(connection)
                .flatMap(sight -> seen(connection, sight, wanted.subject()))
                .flatMap(seen -> {
                    if (!seen) {
                        throw Problems.outside();
                    }
                    return newest(connection, wanted);
                }));
    }

    /** A lead sees forecasts of the own departments, a member none. */
    private static Uni<Boolean> seen(SqlConnection connection, Sight sight, Subject subject) {
        if (sight.everything()) {
            return Uni.createFrom().item(true);
        }
        if (sight.reach() != Reach.DEPARTMENT || subject.scope() != Scope.DEPARTMENT) {
            return Uni.createFrom().item(false);
        }
        return connection
                .preparedQuery(SEES)
                .execute(Tuple.of(sight.viewer(), sight.today(), java.util.UUID.fromString(subject.id())))
                .map(rows -> rows.iterator().next().getBoolean("seen"));
    }

    private static Uni<ShownForecast> newest(SqlConnection connection, Wanted wanted) {
        Subject subject = wanted.subject();
        return connection
                .preparedQuery(NEWEST)
                .execute(Tuple.of(subject.scope().word(), subject.id()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Problems.notFound("forecast");
                    }
                    return ForecastMapper.shown(rows.iterator().next(), wanted.days());
                });
    }
}
