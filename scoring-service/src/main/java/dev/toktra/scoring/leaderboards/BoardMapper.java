package dev.toktra.scoring.leaderboards;

import dev.toktra.events.OrganisationState.Privacy;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.scoring.Problems;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the leaderboard that is shown of its rows. */
record BoardMapper(Privacy privacy, View view, Ground ground) {

    ShownBoard board(RowSet<Row> rows, Question question) {
        Row first = rows.iterator().next();
        LocalDate window = first.getLocalDate("window_start");
        refuse(question, window, first.getBoolean("continues"));
        List<Row> lines = new ArrayList<>();
        rows.forEach(lines::add);
        lines.removeIf(row -> row.getLong("line") == null);
        boolean more = lines.size() > question.limit();
        List<Row> page = more ? lines.subList(0, question.limit()) : lines;
        return new ShownBoard(
                privacy.name().toLowerCase(Locale.ROOT),
                view.name().toLowerCase(Locale.ROOT),
                ground.departmentId(),
                ground.name(),
                window,
                window == null ? null : window.plusDays(6),
                first.getLocalDate("night"),
                Boolean.TRUE.equals(first.getBoolean("withheld")) && view == View.ANONYMISED,
                figures(first),
                page.stream().map(BoardMapper::line).toList(),
                more ? page.get(page.size() - 1).getUUID("line_id").toString() : null,
                more,
                first.getLong("total_count"));
    }

    private static void refuse(Question question, @Nullable LocalDate window, boolean continues) {
        if (question.window() != null && window == null) {
            throw Problems.notFound("window");
        }
        if (!continues) {
            throw Problem.badRequest(
                    "The query has parameters with wrong values.",
                    FieldError.query("cursor", "is not one that an earlier page of this list gave"));
        }
    }

    private static ShownBoard.@Nullable Figures figures(Row row) {
        Integer scored = row.getInteger("scored");
        return scored == null
                ? null
                : new ShownBoard.Figures(
                        scored,
                        tenths(row.getBigDecimal("median")),
                        tenths(row.getBigDecimal("lower_quartile")),
                        tenths(row.getBigDecimal("upper_quartile")));
    }

    private static BigDecimal tenths(BigDecimal figure) {
        return figure.setScale(1, RoundingMode.HALF_UP);
    }

    private static ShownBoard.Line line(Row row) {
        return new ShownBoard.Line(
                row.getLong("rank"),
                row.getLong("rank_to"),
                row.getUUID("user_id"),
                row.getString("name"),
                row.getString("pseudonym"),
                row.getUUID("team_id"),
                row.getInteger("people"),
                row.getBigDecimal("score"),
                row.getInteger("score_from"),
                row.getInteger("score_to"),
                row.getString("trend"),
                row.getBoolean("you"));
    }
}
