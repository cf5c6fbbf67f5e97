package dev.toktra.reconciliation.settling;

import java.time.LocalDate;
import java.util.List;

/**
 * What came of settling a day of a run again.
 *
 * @param changed what it was settled from and is not the same any more: figures, devices, people, calendar, names, places,
 *     removed (its hours are not kept any more)
 * @param computed whether what the run kept gives what came out then
 * @param stored whether what is stored now is what its inputs of now give
 * @param waiting whether it was marked to be settled when the run was made, or is now
 * @param frozenHours hours that stay as they were settled, whatever they came from
 */
public record SettledAgain(
        String provider,
        LocalDate day,
        List<String> changed,
        boolean computed,
        boolean stored,
        boolean waiting,
        int frozenHours) {

    public SettledAgain {
        changed = List.copyOf(changed);
    }

    /** In one sentence. */
    public String meaning() {
        if (changed.contains("removed")) {
            return "Its hours are not kept any more; what the run kept of them is all that is left.";
        }
        if (!stored && !waiting) {
            return "What is stored is not what its inputs give: somebody changed it by hand, or tell an operator.";
        }
        if (computed) {
            return "The same inputs give the same result.";
        }
        if (!changed.isEmpty()) {
            return "It cannot be settled as it was: what it came from changed since.";
        }
        return waiting
                ? "The day was waiting to be settled, so what was kept was not its last word."
                : "The same inputs have another result: the rules built into the service or its settings are others now,"
                        + " or tell an operator.";
    }
}
