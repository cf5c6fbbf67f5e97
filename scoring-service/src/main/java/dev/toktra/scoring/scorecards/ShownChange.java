package dev.toktra.scoring.scorecards;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.ArrayList;
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
        List<Figure> changes = new ArrayList<>(people(from.adoption(), to.adoption()));
        changes.addAll(usage(from, to));
        changes.add(
                Figure.of("score", from.efficiency().score(), to.efficiency().score()));
        return new ShownChange(from, to, changes);
    }

    private static List<Figure> people(ShownCard.Adoption from, ShownCard.Adoption to) {
        return List.of(
                Figure.of("eligible", from.eligible(), to.eligible()),
                Figure.of("active_7", from.active7(), to.active7()),
                Figure.of("active_30", from.active30(), to.active30()),
                Figure.of("active_90", from.active90(), to.active90()),
                Figure.of("adoption_rate", from.rate(), to.rate()));
    }

    private static List<Figure> usage(ShownCard from, ShownCard to) {
        return List.of(
                Figure.of("tokens", from.tokens().total(), to.tokens().total()),
                Figure.of("slope", from.tokens().slope(), to.tokens().slope()),
                Figure.of("models", from.models().distinct(), to.models().distinct()),
                Figure.of(
                        "effective_models",
                        from.models().effective(),
                        to.models().effective()));
    }
}
