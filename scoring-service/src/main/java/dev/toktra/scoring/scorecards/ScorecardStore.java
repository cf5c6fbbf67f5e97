package dev.toktra.scoring.scorecards;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.callerscope.Reach;
import dev.toktra.events.OrganisationState.Privacy;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.scoring.Problems;
import dev.toktra.scoring.viewing.Sight;
import dev.toktra.scoring.viewing.SightStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Reads cards as far as the caller and the organisation's privacy allow. */
@ApplicationScoped
class ScorecardStore {

    private final OrganisationTransactions organisation;
    private final SightStore sights;
    private final Caller caller;
    private final Clock clock;

    ScorecardStore(OrganisationTransactions organisation, SightStore sights, Caller caller, Clock clock) {
        this.organisation = organisation;
        this.sights = sights;
        this.caller = caller;
        this.clock = clock;
    }

    /** Who asks, and what they see. */
    private record Asker(String who, Sight sight) {}

    Uni<ShownCard.Page> page(CardQuestion question) {
        String who = caller.subject();
        return organisation.snapshot(connection ->
                sights.read(connection).flatMap(sight -> page(connection, new Asker(who, sight), question)));
    }

    /** 404 where there is none that the caller sees. */
    Uni<ShownCard> card(CardQuestion question) {
        return page(question).map(ScorecardStore::only);
    }

    Uni<ShownChange> change(CardQuestion from, CardQuestion to) {
        String who = caller.subject();
        return organisation.snapshot(connection -> sights.read(connection)
                .map(sight -> new Asker(who, sight))
                .flatMap(asker -> page(connection, asker, from)
                        .map(ScorecardStore::only)
                        .flatMap(first -> page(connection, asker, to)
                                .map(ScorecardStore::only)
                                .map(second -> ShownChange.between(first, second)))));
    }

    private Uni<ShownCard.Page> page(SqlConnection connection, Asker asker, CardQuestion question) {
        Sight sight = asker.sight();
        Level level = question.level() == null ? usual(sight.reach()) : question.level();
        if (!within(level, sight.reach())) {
            throw Problems.outside();
        }
        Tuple parameters = Tuple.tuple()
                .addUUID(sight.viewer())
                .addLocalDate(sight.today())
                .addString(level.word())
                .addLocalDate(question.date())
                .addUUID(question.departmentId())
                .addUUID(question.teamId())
                .addUUID(question.subjectId())
                .addUUID(question.after())
                .addInteger(question.limit() + 1)
                .addString(sight.reach().name().toLowerCase(Locale.ROOT))
                .addBoolean(sight.organisation().privacy() == Privacy.NAMED)
                .addString(asker.who())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(CardSql.CARDS).execute(parameters).map(rows -> page(rows, question));
    }

    private static Level usual(Reach reach) {
        return reach == Reach.SELF ? Level.EMPLOYEE : Level.DEPARTMENT;
    }

    private static boolean within(Level level, Reach reach) {
        return switch (reach) {
            case ORGANISATION -> true;
            case DEPARTMENT -> level != Level.ORGANISATION;
            case SELF -> level == Level.EMPLOYEE;
            case NOTHING -> false;
        };
    }

    private static ShownCard only(ShownCard.Page page) {
        if (page.items().isEmpty()) {
            throw Problems.notFound("scorecard");
        }
        return page.items().get(0);
    }

    private static ShownCard.Page page(RowSet<Row> rows, CardQuestion question) {
        Row first = rows.iterator().next();
        if (!first.getBoolean("continues")) {
            throw Problem.badRequest(
                    "The query has parameters with wrong values.",
                    FieldError.query("cursor", "is not one that an earlier page of this list gave"));
        }
        List<ShownCard> cards = new ArrayList<>();
        for (Row row : rows) {
            if (row.getUUID("subject_id") != null) {
                cards.add(CardMapper.card(row));
            }
        }
        boolean more = cards.size() > question.limit();
        List<ShownCard> page = more ? cards.subList(0, question.limit()) : cards;
        UUID last = more ? page.get(page.size() - 1).id() : null;
        LocalDate night = first.getLocalDate("night");
        return new ShownCard.Page(
                night, page, last == null ? null : last.toString(), more, first.getLong("total_count"));
    }
}
