package dev.toktra.scoring.scores.efficiency;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How efficiently a person used AI in the window.
 *
 * @param result null while there is too little to say
 */
public record Assessment(Person person, @Nullable Result result) {

    /**
     * A score, 0 to 100, with the bounds of its 80 % interval.
     *
     * @param highlight null where no single change would raise it noticeably
     */
    public record Result(
            BigDecimal score,
            BigDecimal low,
            BigDecimal high,
            List<Part> parts,
            @Nullable Highlight highlight) {}
}
