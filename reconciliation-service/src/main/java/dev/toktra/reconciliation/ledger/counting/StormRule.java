package dev.toktra.reconciliation.ledger.counting;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When quarantining must stop: many refusals of ours, over many streams, in a short time, are a bad deployment and not
 * bad events.
 *
 * @param limit how many a partition may have
 * @param streams from how many streams on they count
 */
public record StormRule(int limit, int streams) {

    /**
     * Whether these would be too many.
     *
     * @param recentCount refusals of ours already in quarantine, of the time that counts
     * @param recentKeys the streams they came from
     */
    public boolean forbids(int recentCount, Set<String> recentKeys, List<Quarantined> more) {
        Set<String> keys = new HashSet<>(recentKeys);
        int count = recentCount;
        for (Quarantined one : more) {
            if (one.fault().isOurs()) {
                keys.add(one.arrival().recordKey());
                count++;
            }
        }
        return count > limit && keys.size() >= streams;
    }
}
