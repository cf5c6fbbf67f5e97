package dev.toktra.scoring.forecasts;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.scoring.nights.Night;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what a night says in place of what it said before, and reads what the nights before said. */
final class ForecastStore {

    /** Raised whenever the same facts make other forecasts. */
    static final int FORMULA_VERSION = 1;

    private static final String REMOVE = "delete from forecast where org_id = ? and (night = ? or night < ?)";

    private static final String TOLD = """
            select distinct on (scope, subject) scope, subject, trend_seen, trend from forecast
            where org_id = ? and night between ? and ? and trend is not null
            order by scope, subject, night desc
            """;

    private static final String INSERT = """
            insert into forecast (org_id, night, formula_version, computed_at, scope, subject, state, first_day, settled_days,
                filled_days, days, next_30, next_90, weights, mase, naive_mase, coverage, tested_days, trend, trend_seen,
                people, people_before, tokens_30, tokens_before)
            select ?, ?, ?, ?, f.scope, f.subject, f.state, f.first_day, f.settled_days, f.filled_days, f.days::jsonb,
                f.next_30::jsonb, f.next_90::jsonb, f.weights::jsonb, f.mase::numeric, f.naive_mase::numeric,
                f.coverage::numeric, f.tested_days, f.trend, f.trend_seen, f.people, f.people_before, f.tokens_30::numeric,
                f.tokens_before::numeric
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                f(scope, subject, state, first_day, settled_days, filled_days, days, next_30, next_90, weights, mase,
                    naive_mase, coverage, tested_days, trend, trend_seen, people, people_before, tokens_30, tokens_before)
            """;

    private final Connection connection;
    private final Night night;

    ForecastStore(Connection connection, Night night) {
        this.connection = connection;
        this.night = night;
    }

    /** What the last night of the week before said of each subject's trend. */
    Map<Subject, TrendClass.Told> told() throws SQLException {
        Map<Subject, TrendClass.Told> told = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TOLD)) {
            statement.setObject(1, night.org());
            statement.setObject(2, night.day().minusDays(7));
            statement.setObject(3, night.day().minusDays(1));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    told.put(
                            new Subject(Scope.of(rows.getString(1)), rows.getString(2)),
                            new TrendClass.Told(trend(rows.getString(3)), trend(rows.getString(4))));
                }
            }
        }
        return told;
    }

    /** Writes the night, and forgets those before a day. */
    void replace(List<Outlook> outlooks, LocalDate oldest) throws SQLException {
        Map<Subject, TrendClass.Told> told = told();
        try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
            statement.setObject(1, night.org());
            statement.setObject(2, night.day());
            statement.setObject(3, oldest);
            statement.executeUpdate();
        }
        try (RowsStatement<Outlook> insert = new RowsStatement<>(connection, INSERT, outlooks)) {
            insert.value(night.org())
                    .value(night.day())
                    .value(FORMULA_VERSION)
                    .value(night.began().atOffset(ZoneOffset.UTC));
            addSubjects(insert);
            addForecasts(insert);
            insert.texts(outlook -> shown(outlook, told))
                    .texts(outlook -> outlook.trend().map(TrendClass::word).orElse(null))
                    .longs(outlook -> outlook.drivers().people())
                    .longs(outlook -> outlook.drivers().peopleBefore())
                    .texts(outlook -> number(outlook.history().total(30, 0), 0))
                    .texts(outlook -> number(outlook.history().total(30, 30), 0))
                    .update();
        }
    }

    private static void addSubjects(RowsStatement<Outlook> insert) throws SQLException {
        insert.texts(outlook -> outlook.subject().scope().word())
                .texts(outlook -> outlook.subject().id())
                .texts(outlook -> outlook.forecast().isPresent() ? "forecast" : "insufficient_data")
                .dates(outlook -> outlook.history().first())
                .longs(outlook -> outlook.history().settledDays())
                .longs(outlook -> outlook.history().filledDays());
    }

    private static void addForecasts(RowsStatement<Outlook> insert) throws SQLException {
        insert.texts(of(forecast ->
                        forecast.days().stream().map(ForecastStore::array).collect(Collectors.joining(",", "[", "]"))))
                .texts(of(forecast -> array(forecast.next30())))
                .texts(of(forecast -> array(forecast.next90())))
                .texts(of(ForecastStore::weights))
                .texts(figure(Forecast::mase))
                .texts(figure(Forecast::naiveMase))
                .texts(figure(Forecast::coverage))
                .numbers(outlook -> outlook.forecast()
                        .map(forecast -> (long) forecast.tested())
                        .orElse(null));
    }

    private static @Nullable String shown(Outlook outlook, Map<Subject, TrendClass.Told> told) {
        return outlook.trend()
                .map(tonight -> TrendClass.shown(tonight, Optional.ofNullable(told.get(outlook.subject())))
                        .word())
                .orElse(null);
    }

    private static Function<Outlook, @Nullable String> of(Function<Forecast, String> text) {
        return outlook -> outlook.forecast().map(text).orElse(null);
    }

    private static Function<Outlook, @Nullable String> figure(ToDoubleFunction<Forecast> figure) {
        return outlook -> outlook.forecast()
                .map(forecast -> number(figure.applyAsDouble(forecast), 4))
                .orElse(null);
    }

    private static String array(Band band) {
        return "[" + number(band.value(), 0) + "," + number(band.low80(), 0) + "," + number(band.high80(), 0) + ","
                + number(band.low95(), 0) + "," + number(band.high95(), 0) + "]";
    }

    private static String weights(Forecast forecast) {
        return forecast.weights().entrySet().stream()
                .map(weight -> "[\"" + weight.getKey() + "\"," + number(weight.getValue(), 4) + "]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static @Nullable String number(double value, int places) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(places, RoundingMode.HALF_UP)
                        .toPlainString()
                : null;
    }

    private static TrendClass trend(String word) {
        return TrendClass.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
}
