package dev.toktra.scoring.scorecards;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.scoring.nights.Night;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the cards of a night in place of those that it had. */
final class CardStore {

    /** Raised whenever the same facts make other cards. */
    static final int FORMULA_VERSION = 1;

    private static final String REMOVE = "delete from scorecard where org_id = ? and night = ?";

    private static final String FORGET = "delete from scorecard where org_id = ? and night < ?";

    private static final String INSERT = """
        insert into scorecard (org_id, level, subject_id, night, department_id, team_id, eligible, active_7, active_30,
            active_90, weeks, slope, slope_low, slope_high, tokens, settled_share, models, effective_models, providers,
            scored, score, score_change_30, score_change_90, settled_until, formula_version, computed_at)
        select ?::uuid, c.level, c.subject_id, ?::date, c.department_id, c.team_id, c.eligible, c.active_7, c.active_30,
            c.active_90, c.weeks::bigint[], c.slope::numeric, c.slope_low::numeric, c.slope_high::numeric, c.tokens,
            c.settled_share::numeric, c.models, c.effective_models::numeric, c.providers::jsonb, c.scored,
            c.score::numeric, c.change_30::numeric, c.change_90::numeric, nullif(?::text, '')::date, ?::int, ?::timestamptz
        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            c(level, subject_id, department_id, team_id, eligible, active_7, active_30, active_90, weeks, slope,
                slope_low, slope_high, tokens, settled_share, models, effective_models, providers, scored, score,
                change_30, change_90)
        """;

    private final Connection connection;
    private final Night night;

    CardStore(Connection connection, Night night) {
        this.connection = connection;
        this.night = night;
    }

    /** Forgets what is older. */
    void forget(LocalDate oldest) throws SQLException {
        execute(FORGET, oldest);
    }

    void replace(List<Card> cards, @Nullable LocalDate settledUntil) throws SQLException {
        execute(REMOVE, night.day());
        try (RowsStatement<Card> insert = new RowsStatement<>(connection, INSERT, cards)) {
            insert.value(night.org())
                    .value(night.day())
                    .value(settledUntil == null ? "" : settledUntil.toString())
                    .value(FORMULA_VERSION)
                    .value(night.began().atOffset(ZoneOffset.UTC));
            subject(insert);
            adoption(insert);
            tokens(insert);
            models(insert);
            efficiency(insert);
            insert.update();
        }
    }

    private static void subject(RowsStatement<Card> insert) throws SQLException {
        insert.texts(card -> card.subject().level().word())
                .uuids(card -> card.subject().id())
                .uuids(Card::departmentId)
                .uuids(Card::teamId);
    }

    private static void adoption(RowsStatement<Card> insert) throws SQLException {
        insert.longs(card -> card.adoption().eligible())
                .longs(card -> card.adoption().active7())
                .longs(card -> card.adoption().active30())
                .longs(card -> card.adoption().active90());
    }

    private static void tokens(RowsStatement<Card> insert) throws SQLException {
        insert.texts(card -> array(card.tokens().weeks()))
                .texts(trend(Trend::slope))
                .texts(trend(Trend::low))
                .texts(trend(Trend::high))
                .longs(card -> card.tokens().recent())
                .texts(card -> number(card.tokens().settledShare(), 6));
    }

    private static void models(RowsStatement<Card> insert) throws SQLException {
        insert.longs(card -> card.models().distinct())
                .texts(card -> number(card.models().effective(), 6))
                .texts(card -> object(card.models().providers()));
    }

    private static void efficiency(RowsStatement<Card> insert) throws SQLException {
        insert.longs(card -> card.efficiency().scored())
                .texts(card -> number(card.efficiency().score(), 4))
                .texts(card -> number(card.efficiency().change30(), 4))
                .texts(card -> number(card.efficiency().change90(), 4));
    }

    private static Function<Card, @Nullable String> trend(ToDoubleFunction<Trend> figure) {
        return card -> {
            Trend trend = card.tokens().trend();
            return trend == null ? null : number(figure.applyAsDouble(trend), 2);
        };
    }

    private static @Nullable String number(@Nullable Double value, int places) {
        return value == null
                ? null
                : BigDecimal.valueOf(value)
                        .setScale(places, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private static String array(List<@Nullable Long> values) {
        return values.stream()
                .map(value -> value == null ? "null" : Objects.toString(value))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String object(Map<String, Double> shares) {
        return shares.entrySet().stream()
                .map(share -> quoted(share.getKey()) + ":" + number(share.getValue(), 6))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replaceAll("[\"\\\\\\p{Cntrl}]", "_") + '"';
    }

    private void execute(String sql, LocalDate day) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, night.org());
            statement.setObject(2, day);
            statement.executeUpdate();
        }
    }
}
