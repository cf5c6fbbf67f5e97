package dev.toktra.scoring.scores;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.events.EventJson;
import dev.toktra.scoring.scores.efficiency.Assessment.Result;
import dev.toktra.scoring.scores.efficiency.Formula;
import dev.toktra.scoring.scores.efficiency.Highlight;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the scores of an organisation by night, each night replaced whole. */
final class ScoreStore {

    private static final String FORGET = "delete from score where org_id = ? and night = ?";

    private static final String GONE = """
            delete from score s where s.org_id = ?
                and not exists (select from person p where p.org_id = s.org_id and p.user_id = s.user_id)""";

    private static final String INSERT = """
            insert into score (org_id, night, backfilled, formula_version, computed_at, user_id, department_id, team_id,
                active_days, requests, settled_share, score, low, high, state, components, highlight, trend, change)
            select ?, ?, ?, ?, ?, s.user_id, s.department_id, s.team_id, s.active_days, s.requests,
                s.settled_share::numeric, s.score::numeric, s.low::numeric, s.high::numeric,
                case when s.score is null then 'insufficient_data' else 'scored' end, s.components::jsonb,
                s.highlight::jsonb, s.trend, s.change::numeric
            from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::int8[], ?::int8[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[])
                s(user_id, department_id, team_id, active_days, requests, settled_share, score, low, high, components,
                    highlight, trend, change)""";

    private static final String EARLIER = """
            select distinct on (user_id) user_id, score from score
            where org_id = ? and night between ? and ? and score is not null
            order by user_id, abs(night - ?)""";

    private static final String BASIS = """
            insert into score_basis (org_id, night, formula_version, parameters, first_day, settled_through, rows,
                token_price, backfilled, computed_at)
            values (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)
            on conflict (org_id, night) do update set formula_version = excluded.formula_version,
                parameters = excluded.parameters, first_day = excluded.first_day,
                settled_through = excluded.settled_through, rows = excluded.rows, token_price = excluded.token_price,
                backfilled = excluded.backfilled, computed_at = excluded.computed_at""";

    /** Nights around one: whether it is the very one, was computed later, and of how many facts. */
    private static final String AROUND = """
            select night = ? as same, backfilled, rows, formula_version from score_basis
            where org_id = ? and night between ? and ?""";

    private final Connection connection;
    private final UUID org;

    ScoreStore(Connection connection, UUID org) {
        this.connection = connection;
        this.org = org;
    }

    /**
     * Which night is written.
     *
     * @param backfilled whether it is computed later than it was
     */
    record Writing(LocalDate night, boolean backfilled, Instant at) {}

    UUID org() {
        return org;
    }

    /** Scores around a day, the nearest of each person within so many days. */
    Map<UUID, BigDecimal> around(LocalDate day, int tolerance) throws SQLException {
        try (PreparedStatement statement =
                        statement(EARLIER, org, day.minusDays(tolerance), day.plusDays(tolerance), day);
                ResultSet rows = statement.executeQuery()) {
            Map<UUID, BigDecimal> scores = new HashMap<>();
            while (rows.next()) {
                scores.put(rows.getObject(1, UUID.class), rows.getBigDecimal(2));
            }
            return scores;
        }
    }

    /** What there is around a night of the past. */
    private record Near(boolean same, boolean backfilled, long rows, int version) {}

    /** Whether a night of the past has scores of its own time, or one near it has some. */
    boolean isCovered(LocalDate night, int tolerance) throws SQLException {
        return near(night, tolerance).stream().anyMatch(near -> !(near.same() && near.backfilled()));
    }

    /** Whether a night that was computed later was so from just these facts. */
    boolean isBackfilled(LocalDate night, long facts) throws SQLException {
        return near(night, 0).stream().anyMatch(near -> near.rows() == facts && near.version() == Formula.VERSION);
    }

    private List<Near> near(LocalDate night, int tolerance) throws SQLException {
        try (PreparedStatement statement =
                        statement(AROUND, night, org, night.minusDays(tolerance), night.plusDays(tolerance));
                ResultSet rows = statement.executeQuery()) {
            List<Near> all = new ArrayList<>();
            while (rows.next()) {
                all.add(new Near(
                        rows.getBoolean("same"),
                        rows.getBoolean("backfilled"),
                        rows.getLong("rows"),
                        rows.getInt("formula_version")));
            }
            return all;
        }
    }

    /** Takes the results of people away who are no longer in the directory. */
    void forgetTheGone() throws SQLException {
        update(GONE, org);
    }

    void save(Writing writing, List<Scored> scores) throws SQLException {
        update(FORGET, org, writing.night());
        try (RowsStatement<Scored> statement = new RowsStatement<>(connection, INSERT, scores)) {
            statement
                    .value(org)
                    .value(writing.night())
                    .value(writing.backfilled())
                    .value(Formula.VERSION)
                    .value(writing.at().atOffset(ZoneOffset.UTC))
                    .uuids(scored -> scored.assessment().person().user())
                    .uuids(scored -> scored.assessment().person().department())
                    .uuids(scored -> scored.assessment().person().team())
                    .longs(scored -> scored.assessment().person().activeDays())
                    .longs(scored -> scored.assessment().person().requests())
                    .texts(ScoreStore::settledShare)
                    .texts(of(result -> result.score().toPlainString()))
                    .texts(of(result -> result.low().toPlainString()))
                    .texts(of(result -> result.high().toPlainString()))
                    .texts(ScoreStore::components)
                    .texts(of(result -> highlight(result.highlight())))
                    .texts(Scored::trend)
                    .texts(scored ->
                            scored.change() == null ? null : scored.change().toPlainString())
                    .update();
        }
    }

    void save(Writing writing, Basis basis, Formula formula) throws SQLException {
        update(
                BASIS,
                org,
                writing.night(),
                formula.version(),
                json(formula),
                writing.night().minusDays(formula.days() - 1L),
                basis.settledThrough(),
                basis.rows(),
                basis.tokenPrice() == null ? null : BigDecimal.valueOf(basis.tokenPrice()),
                writing.backfilled(),
                writing.at().atOffset(ZoneOffset.UTC));
    }

    private static Function<Scored, @Nullable String> of(Function<Result, @Nullable String> column) {
        return scored -> {
            Result result = scored.assessment().result();
            return result == null ? null : column.apply(result);
        };
    }

    private static @Nullable String settledShare(Scored scored) {
        Double share = scored.assessment().person().settledShare();
        return share == null
                ? null
                : BigDecimal.valueOf(share)
                        .setScale(4, java.math.RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private static String components(Scored scored) {
        Result result = scored.assessment().result();
        return json(result == null ? List.of() : result.parts());
    }

    private static @Nullable String highlight(@Nullable Highlight highlight) {
        return highlight == null ? null : json(highlight);
    }

    private static String json(Object value) {
        return new String(EventJson.write(value), StandardCharsets.UTF_8);
    }

    private void update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = statement(sql, values)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement statement(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
