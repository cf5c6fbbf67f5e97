package dev.toktra.scoring.leaderboards;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.callerscope.Reach;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.scoring.Problems;
import dev.toktra.scoring.viewing.Sight;
import dev.toktra.scoring.viewing.SightStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads leaderboards as far as the caller and the organisation's privacy allow. */
@ApplicationScoped
class LeaderboardStore {

    private final OrganisationTransactions organisation;
    private final SightStore sights;
    private final Caller caller;
    private final Clock clock;

    LeaderboardStore(OrganisationTransactions organisation, SightStore sights, Caller caller, Clock clock) {
        this.organisation = organisation;
        this.sights = sights;
        this.caller = caller;
        this.clock = clock;
    }

    /** Who asks, what they see and what is asked. */
    private record Asking(UUID org, String who, Sight sight, Question question) {}

    Uni<ShownBoard> page(Question question) {
        UUID org = caller.org();
        String who = caller.subject();
        return organisation.snapshot(connection -> sights.read(connection)
                .map(sight -> new Asking(org, who, sight, question))
                .flatMap(asking -> ground(connection, asking).flatMap(ground -> page(connection, asking, ground))));
    }

    private Uni<Ground> ground(SqlConnection connection, Asking asking) {
        Tuple parameters = Tuple.tuple()
                .addUUID(asking.sight().viewer())
                .addLocalDate(asking.sight().today())
                .addUUID(asking.question().departmentId())
                .addBoolean(asking.sight().reach() != Reach.ORGANISATION)
                .addString(asking.who())
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return connection
                .preparedQuery(BoardSql.GROUND)
                .execute(parameters)
                .map(rows -> ground(rows.iterator().next()));
    }

    private static Ground ground(Row row) {
        UUID department = row.getUUID("id");
        List<UUID> below = Arrays.asList(row.getArrayOfUUIDs("below"));
        return new Ground(
                department,
                row.getString("name"),
                row.getBoolean("known"),
                department == null ? null : below,
                row.getBoolean("own"),
                row.getBoolean("home"),
                row.getBoolean("lifted"));
    }

    private static Uni<ShownBoard> page(SqlConnection connection, Asking asking, Ground ground) {
        View view = view(asking.sight(), asking.question(), ground);
        UUID department = ground.departmentId();
        Question question = asking.question();
        Tuple parameters = Tuple.tuple()
                .addLocalDate(question.window())
                .addArrayOfUUID(ground.below() == null ? null : ground.below().toArray(new UUID[0]))
                .addString((department == null ? Level.ORGANISATION : Level.DEPARTMENT).word())
                .addUUID(department == null ? asking.org() : department)
                .addUUID(asking.sight().viewer())
                .addUUID(question.after())
                .addInteger(question.limit() + 1);
        BoardMapper mapper = new BoardMapper(asking.sight().organisation().privacy(), view, ground);
        return connection
                .preparedQuery(BoardSql.lines(view))
                .execute(parameters)
                .map(rows -> mapper.board(rows, question));
    }

    private static View view(Sight sight, Question question, Ground ground) {
        if (!ground.known()) {
            throw Problems.notFound("department");
        }
        if (!ground.within(sight.reach())) {
            throw Problems.outside();
        }
        View view =
                question.view() == null ? Ground.usual(sight.organisation().privacy(), sight.reach()) : question.view();
        if (!ground.shows(view, sight.organisation().privacy(), sight.reach())) {
            throw Problem.forbidden("The organisation's privacy does not show you people in this way.");
        }
        return checked(view, question.window());
    }

    private static View checked(View view, @Nullable Object window) {
        if (view == View.NAMED && window != null) {
            throw Problem.badRequest(
                    "The query has parameters with wrong values.",
                    FieldError.query("window", "does not go with a view by name, which is always of the newest night"));
        }
        return view;
    }
}
