package dev.toktra.scoring.forecasts;

import dev.toktra.scoring.forecasts.ShownForecast.Day;
import dev.toktra.scoring.forecasts.ShownForecast.Range;
import dev.toktra.scoring.forecasts.ShownForecast.TrackRecord;
import dev.toktra.scoring.forecasts.ShownForecast.Weight;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows rows of forecasts. */
final class ForecastMapper {

    private ForecastMapper() {}

    static ShownForecast shown(Row row, int horizon) {
        LocalDate night = row.getLocalDate("night");
        LocalDate first = row.getLocalDate("first_day");
        String subject = row.getString("subject");
        return new ShownForecast(
                row.getString("scope"),
                subject.isEmpty() ? null : subject,
                horizon,
                row.getString("state"),
                night,
                new ShownForecast.History(
                        first,
                        (int) ChronoUnit.DAYS.between(first, night) + 1,
                        row.getInteger("settled_days"),
                        row.getInteger("filled_days")),
                total(array(row, horizon == 90 ? "next_90" : "next_30")),
                days(row, night, horizon),
                method(row),
                row.getString("trend"),
                drivers(row),
                trackRecord(row, night),
                row.getInteger("formula_version"),
                row.getOffsetDateTime("computed_at").toInstant());
    }

    private static @Nullable Range total(@Nullable JsonArray band) {
        return band == null
                ? null
                : new Range(band.getLong(0), band.getLong(1), band.getLong(2), band.getLong(3), band.getLong(4));
    }

    private static List<Day> days(Row row, LocalDate night, int horizon) {
        JsonArray bands = array(row, "days");
        List<Day> days = new ArrayList<>();
        for (int i = 0; bands != null && i < horizon; i++) {
            JsonArray band = bands.getJsonArray(i);
            days.add(new Day(
                    night.plusDays(i + 1L),
                    band.getLong(0),
                    band.getLong(1),
                    band.getLong(2),
                    band.getLong(3),
                    band.getLong(4),
                    i >= row.getInteger("tested_days")));
        }
        return days;
    }

    private static ShownForecast.@Nullable Method method(Row row) {
        JsonArray weights = array(row, "weights");
        if (weights == null) {
            return null;
        }
        List<Weight> models = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            JsonArray weight = weights.getJsonArray(i);
            models.add(new Weight(
                    weight.getString(0), new BigDecimal(weight.getValue(1).toString())));
        }
        return new ShownForecast.Method(
                models,
                row.getBigDecimal("mase"),
                row.getBigDecimal("naive_mase"),
                row.getBigDecimal("coverage"),
                row.getInteger("tested_days"));
    }

    private static ShownForecast.Drivers drivers(Row row) {
        Drivers drivers = new Drivers(
                row.getLong("people"),
                row.getLong("people_before"),
                perPerson(row.getBigDecimal("tokens_30"), row.getLong("people")),
                perPerson(row.getBigDecimal("tokens_before"), row.getLong("people_before")));
        double byPeople = drivers.byPeople();
        return new ShownForecast.Drivers(
                drivers.people(),
                drivers.peopleBefore(),
                whole(drivers.perPerson()),
                whole(drivers.perPersonBefore()),
                Double.isNaN(byPeople) ? null : BigDecimal.valueOf(byPeople).setScale(2, RoundingMode.HALF_UP));
    }

    private static @Nullable TrackRecord trackRecord(Row row, LocalDate night) {
        JsonArray said = array(row, "said");
        BigDecimal happened = row.getBigDecimal("tokens_30");
        if (said == null || happened == null) {
            return null;
        }
        long actual = happened.longValue();
        long low = said.getLong(1);
        long high = said.getLong(2);
        return new TrackRecord(
                night.minusDays(30), said.getLong(0), low, high, actual, low <= actual && actual <= high);
    }

    private static double perPerson(@Nullable BigDecimal tokens, long people) {
        return tokens == null || people == 0 ? Double.NaN : tokens.doubleValue() / people;
    }

    private static @Nullable Long whole(double value) {
        return Double.isNaN(value) ? null : Math.round(value);
    }

    private static @Nullable JsonArray array(Row row, String column) {
        return (JsonArray) row.getValue(column);
    }
}
