package dev.toktra.scoring.scores;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.events.EventJson;
import dev.toktra.scoring.scores.efficiency.Highlight;
import dev.toktra.scoring.scores.efficiency.Part;
import dev.toktra.scoring.viewing.Csv;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns rows into what callers see. */
final class ScoreMapper {

    /** The columns of a list as CSV. */
    static final String HEADER = Csv.line(
            "night",
            "user_id",
            "name",
            "state",
            "score",
            "low",
            "high",
            "trend",
            "change",
            "department_id",
            "team_id",
            "active_days",
            "requests",
            "settled_share",
            "highlight");

    private ScoreMapper() {}

    static ShownScore.Item item(Row row) {
        return new ShownScore.Item(
                row.getUUID("user_id"),
                row.getString("name"),
                row.getString("state"),
                row.getBigDecimal("score"),
                row.getBigDecimal("low"),
                row.getBigDecimal("high"),
                row.getString("trend"),
                row.getBigDecimal("change"),
                row.getUUID("department_id"),
                row.getUUID("team_id"),
                row.getInteger("active_days"),
                row.getLong("requests"),
                row.getBigDecimal("settled_share"),
                highlight(row.getString("highlight_text")));
    }

    private static ShownScore.@Nullable Highlight highlight(@Nullable String json) {
        if (json == null) {
            return null;
        }
        Highlight read = EventJson.read(json.getBytes(StandardCharsets.UTF_8), Highlight.class);
        return new ShownScore.Highlight(read.component(), read.value(), read.target(), read.gain(), read.words());
    }

    static ShownScore.Explained explained(Row row) {
        ShownScore.Basis basis = new ShownScore.Basis(
                row.getLocalDate("first_day"),
                row.getLocalDate("night"),
                row.getLocalDate("settled_through"),
                row.getLong("rows"),
                row.getBigDecimal("token_price"),
                row.getInteger("formula_version"),
                EventJson.read(row.getString("parameters_text").getBytes(StandardCharsets.UTF_8), JsonNode.class),
                row.getBoolean("backfilled"),
                row.getOffsetDateTime("computed_at").toInstant());
        Part[] parts = EventJson.read(row.getString("components_text").getBytes(StandardCharsets.UTF_8), Part[].class);
        List<ShownScore.Component> components =
                Arrays.stream(parts).map(ScoreMapper::component).toList();
        return new ShownScore.Explained(row.getLocalDate("night"), item(row), components, basis);
    }

    private static ShownScore.Component component(Part part) {
        return new ShownScore.Component(
                part.component(),
                part.measuredBy(),
                part.value(),
                part.percentile(),
                part.shrunk(),
                part.weight(),
                part.contribution(),
                part.comparedWith(),
                part.peers());
    }

    static ShownScore.Past past(Row row) {
        return new ShownScore.Past(
                row.getLocalDate("night"),
                row.getString("state"),
                row.getBigDecimal("score"),
                row.getBigDecimal("low"),
                row.getBigDecimal("high"),
                row.getString("trend"),
                row.getBigDecimal("change"),
                row.getBoolean("backfilled"),
                row.getInteger("formula_version"));
    }

    static ShownScore.Unit unit(Row row, boolean withheld) {
        return new ShownScore.Unit(
                row.getString("level"),
                row.getUUID("unit_id"),
                withheld,
                withheld ? null : row.getInteger("people"),
                withheld ? null : row.getInteger("scored"),
                withheld ? null : row.getBigDecimal("median"),
                withheld ? null : row.getBigDecimal("lower"),
                withheld ? null : row.getBigDecimal("upper"));
    }

    static String line(Object night, ShownScore.Item item) {
        return Csv.line(
                night,
                item.userId(),
                item.name(),
                item.state(),
                item.score(),
                item.low(),
                item.high(),
                item.trend(),
                item.change(),
                item.departmentId(),
                item.teamId(),
                item.activeDays(),
                item.requests(),
                item.settledShare(),
                item.highlight() == null ? null : item.highlight().words());
    }
}
