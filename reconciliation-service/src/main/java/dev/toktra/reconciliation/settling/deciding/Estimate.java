package dev.toktra.reconciliation.settling.deciding;

import dev.toktra.events.TokenCounts;
import dev.toktra.reconciliation.settling.sharing.Weights;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/**
 * What devices saw of a cell on a day of the organisation, under one person and program.
 *
 * @param subject a person's id, or {@code unknown}
 * @param units where the person belongs on the day, with all departments above
 */
public record Estimate(
        CellKey cell, LocalDate day, String subject, String application, Set<UUID> units, Amount amount) {

    /**
     * How much it is.
     *
     * @param seen as devices counted
     * @param tokens calibrated
     * @param ceiling the most that it may stand for
     */
    record Amount(TokenCounts seen, TokenCounts tokens, TokenCounts ceiling, long requests) {

        static final Amount NONE = new Amount(TokenCounts.NONE, TokenCounts.NONE, TokenCounts.NONE, 0);

        Amount plus(Amount other) {
            return new Amount(
                    seen.plus(other.seen),
                    tokens.plus(other.tokens),
                    ceiling.plus(other.ceiling),
                    Math.addExact(requests, other.requests));
        }

        Weights weights() {
            return Weights.of(tokens, requests);
        }
    }

    public Estimate {
        units = Set.copyOf(units);
    }
}
