package dev.toktra.scoring.scorecards;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What changed between two cards of the same subject, in numbers. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ScorecardDiff")
record ShownChange(ShownCard from, ShownCard to, List<Figure> changes) {

    /** A figure on both days; the change is null where one of them is not known. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ScorecardFigure")
    record Figure(
            @Schema(examples = "adoption_rate") String figure,
            @Nullable BigDecimal from,
            @Nullable BigDecimal to,
            @Nullable BigDecimal change) {

        static Figure of(String figure, @Nullable BigDecimal from, @Nullable BigDecimal to) {
            return new Figure(figure, from, to, from == null || to == null ? null : to.subtract(from));
        }

        static Figure of(String figure, long from, long to) {
            return of(figure, BigDecimal.valueOf(from), BigDecimal.valueOf(to));
        }
    }

    static ShownChange between(ShownCard from, ShownCard to) {
        return new ShownChange(
                from,
                to,
                List.of(
                        Figure.of(
                                "eligible",
                                from.adoption().eligible(),
                                to.adoption().eligible()),
                        Figure.of(
                                "active_7",
                                from.adoption().active7(),
                                to.adoption().active7()),
                        Figure.of(
                                "active_30",
                                from.adoption().active30(),
                                to.adoption().active30()),
                        Figure.of(
                                "active_90",
                                from.adoption().active90(),
                                to.adoption().active90()),
                        Figure.of(
                                "adoption_rate",
                                from.adoption().rate(),
                                to.adoption().rate()),
                        Figure.of("tokens", from.tokens().total(), to.tokens().total()),
                        Figure.of("slope", from.tokens().slope(), to.tokens().slope()),
                        Figure.of(
                                "models", from.models().distinct(), to.models().distinct()),
                        Figure.of(
                                "effective_models",
                                from.models().effective(),
                                to.models().effective()),
                        Figure.of(
                                "score",
                                from.efficiency().score(),
                                to.efficiency().score())));
    }
}
