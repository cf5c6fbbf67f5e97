package dev.toktra.reconciliation.settling;

import dev.toktra.reconciliation.providers.polling.deciding.Reading;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import dev.toktra.reconciliation.settling.naming.KeptRun;
import java.util.List;
import java.util.UUID;

/**
 * A provider's day as a run kept it.
 *
 * @param connections that counted then
 * @param readings of their reports; only how many there were and the least of them matter
 * @param result hash of what was settled
 * @param changed what the day was settled from and is not the same any more, of what the run does not keep itself
 * @param waiting whether it was marked to be settled when the run was made, or is now
 */
record KeptDay(
        KeptRun run,
        ProviderDay unit,
        List<UUID> connections,
        List<Reading> readings,
        String result,
        List<String> changed,
        boolean waiting) {

    KeptDay {
        connections = List.copyOf(connections);
        readings = List.copyOf(readings);
        changed = List.copyOf(changed);
    }
}
