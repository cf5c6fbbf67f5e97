package dev.toktra.scoring.forecasts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as callers see it; what is unknown is null.
 *
 * @param id the provider's or model's name, the department's id; null for the organisation
 * @param state {@code insufficient_data} where fewer than 28 days are settled
 * @param asOf the last day of the history
 * @param total of the days ahead
 * @param days the day after {@code as_of} first
 * @param trend the class of the trend; null below 60 days of history
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Forecast")
record ShownForecast(
        @Schema(enumeration = {"organisation", "provider", "model", "department"})
        String scope,

        @Nullable String id,
        @Schema(examples = "30") int horizonDays,

        @Schema(enumeration = {"forecast", "insufficient_data"})
        String state,

        LocalDate asOf,
        History history,
        @Nullable Range total,
        List<Day> days,
        @Nullable Method method,

        @Schema(enumeration = {"accelerating", "steady", "decelerating", "declining"}) @Nullable
        String trend,

        Drivers drivers,
        @Nullable TrackRecord trackRecord,
        int formulaVersion,
        Instant computedAt) {

    /** What the forecast was made from; filled days have calibrated estimates in place of some of the providers' counts. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ForecastHistory")
    record History(LocalDate firstDay, int days, int settledDays, int filledDays) {}

    /** Tokens, and where they lie in 80 and in 95 of 100 cases. */
    @Schema(name = "ForecastRange")
    record Range(
            @Schema(examples = "182000000") long tokens,
            @JsonProperty("low_80") long low80,
            @JsonProperty("high_80") long high80,
            @JsonProperty("low_95") long low95,
            @JsonProperty("high_95") long high95) {}

    /** A day ahead; extrapolated where it lies further ahead than the backtest could look. */
    @Schema(name = "ForecastDay")
    record Day(
            LocalDate date,
            long tokens,
            @JsonProperty("low_80") long low80,
            @JsonProperty("high_80") long high80,
            @JsonProperty("low_95") long low95,
            @JsonProperty("high_95") long high95,
            boolean extrapolated) {}

    /**
     * How it was made and how good that was in the past.
     *
     * @param mase mean absolute error in units of the change from week to week; naive_mase is that of repeating the last week
     * @param coverage80 the share of past days that lay within the 80 % band
     * @param testedDays how far ahead the backtest looks
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ForecastMethod")
    record Method(
            List<Weight> models,
            @Nullable BigDecimal mase,
            @Nullable BigDecimal naiveMase,
            @JsonProperty("coverage_80") @Nullable BigDecimal coverage80,
            int testedDays) {}

    /** A forecaster's share of the combination. */
    @Schema(name = "ForecastWeight")
    record Weight(@Schema(examples = "ets_level") String model, BigDecimal weight) {}

    /**
     * Active people times tokens per active person, the last 30 days against the 30 before.
     *
     * @param changeByPeople how much of the change more or fewer people explain; 1 is all of it
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ForecastDrivers")
    record Drivers(
            long activePeople,
            long activePeopleBefore,
            @Nullable Long tokensPerPerson,
            @Nullable Long tokensPerPersonBefore,
            @Nullable BigDecimal changeByPeople) {}

    /** What was forecast 30 days before {@code as_of} for the days until then, and what happened. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ForecastTrackRecord")
    record TrackRecord(
            LocalDate madeOn,
            long tokens,
            @JsonProperty("low_80") long low80,
            @JsonProperty("high_80") long high80,
            long actual,
            @JsonProperty("within_80") boolean within80) {}
}
