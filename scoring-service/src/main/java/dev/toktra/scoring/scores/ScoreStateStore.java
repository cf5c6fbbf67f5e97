package dev.toktra.scoring.scores;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.events.EfficiencyScore.Component;
import dev.toktra.events.EfficiencyScore.Latest;
import dev.toktra.events.EfficiencyScore.Standing;
import dev.toktra.events.EfficiencyScore.Trend;
import dev.toktra.events.EventJson;
import dev.toktra.scoring.scores.efficiency.Assessment.Result;
import dev.toktra.scoring.scores.efficiency.Formula;
import dev.toktra.scoring.scores.efficiency.Highlight;
import dev.toktra.scoring.scores.efficiency.Part;
import dev.toktra.scoring.scores.efficiency.Person;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the last score of each person as it is published; one that is as it was has no new version. */
final class ScoreStateStore {

    private static final String SAVE = """
            insert into score_state (org_id, user_id, document, hash, version)
            select ?, s.user_id, s.document::jsonb, md5(s.document)::uuid, next_version(0)
            from unnest(?::uuid[], ?::text[]) s(user_id, document)
            on conflict (org_id, user_id) do update set document = excluded.document, hash = excluded.hash, deleted = false,
                version = next_version(score_state.version)
            where score_state.hash <> excluded.hash or score_state.deleted""";

    private static final String ERASE = """
            update score_state set deleted = true, version = next_version(version)
            where org_id = ? and not deleted and not user_id = any(?)""";

    private final Connection connection;
    private final UUID org;

    ScoreStateStore(Connection connection, UUID org) {
        this.connection = connection;
        this.org = org;
    }

    void save(LocalDate night, List<Scored> scores) throws SQLException {
        try (RowsStatement<Scored> statement = new RowsStatement<>(connection, SAVE, scores)) {
            statement
                    .value(org)
                    .uuids(scored -> scored.assessment().person().user())
                    .texts(scored -> new String(EventJson.write(latest(night, scored)), StandardCharsets.UTF_8))
                    .update();
        }
        Object[] there = scores.stream()
                .map(scored -> scored.assessment().person().user())
                .toArray();
        try (PreparedStatement statement = connection.prepareStatement(ERASE)) {
            statement.setObject(1, org);
            statement.setArray(2, connection.createArrayOf("uuid", there));
            statement.executeUpdate();
        }
    }

    private static Latest latest(LocalDate night, Scored scored) {
        Person person = scored.assessment().person();
        Result result = scored.assessment().result();
        return new Latest(
                night,
                result == null ? Standing.INSUFFICIENT_DATA : Standing.SCORED,
                result == null ? null : result.score(),
                result == null ? null : result.low(),
                result == null ? null : result.high(),
                scored.trend() == null ? null : Trend.valueOf(scored.trend().toUpperCase(Locale.ROOT)),
                scored.change(),
                person.department(),
                person.team(),
                person.activeDays(),
                person.requests(),
                share(person.settledShare()),
                result == null
                        ? List.of()
                        : result.parts().stream()
                                .map(ScoreStateStore::component)
                                .toList(),
                words(result),
                Formula.VERSION);
    }

    private static Component component(Part part) {
        return new Component(
                part.component(),
                part.measuredBy(),
                part.value(),
                part.percentile(),
                part.weight(),
                part.contribution());
    }

    private static @Nullable String words(@Nullable Result result) {
        Highlight highlight = result == null ? null : result.highlight();
        return highlight == null ? null : highlight.words();
    }

    private static @Nullable BigDecimal share(@Nullable Double share) {
        return share == null ? null : BigDecimal.valueOf(share).setScale(4, RoundingMode.HALF_UP);
    }
}
