package dev.toktra.reconciliation.ledger.counting;

import dev.toktra.events.OrganisationState;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that counting a portion changes, ready to be saved in one transaction. */
public final class Counted {

    private final List<CountedEvent> events = new ArrayList<>();
    private final Map<HourKey, HourSums> hours = new HashMap<>();
    private final Set<OrganisationDay> days = new HashSet<>();
    private final Map<LedgerHour, Tallies> transmissions = new HashMap<>();
    private final List<Quarantined> quarantined = new ArrayList<>();
    private final List<UsageBatch> batches = new ArrayList<>();
    private final Map<DuplicateHour, DuplicateSums> duplicates = new HashMap<>();

    void store(CountedEvent counted, OrganisationState organisation) {
        UsageEvent event = counted.event();
        HourKey key = new HourKey(
                organisation.orgId(),
                counted.day(),
                hourOf(event),
                counted.identityId(),
                event.provider(),
                known(event.model()),
                known(event.application()),
                event.tokenSource().name().toLowerCase(Locale.ROOT),
                known(counted.batch().client()));
        HourSums sums = hours.get(key);
        if (sums == null) {
            sums = new HourSums(organisation.zoneAt(event.countedAt()));
            hours.put(key, sums);
            days.add(new OrganisationDay(organisation.orgId(), counted.day()));
        }
        sums.add(event);
        events.add(counted);
    }

    /** An event whose call was counted from another path. */
    void repeat(UUID orgId, UsageEvent event) {
        DuplicateHour key = new DuplicateHour(orgId, hourOf(event), event.provider(), known(event.model()));
        duplicates.merge(key, DuplicateSums.of(event), DuplicateSums::plus);
    }

    void transmit(UsageBatch batch, Tally tally, long count) {
        transmissions
                .computeIfAbsent(LedgerHour.of(batch), hour -> new Tallies())
                .add(tally, count);
    }

    void quarantine(Quarantined one) {
        quarantined.add(one);
    }

    void keep(UsageBatch batch) {
        batches.add(batch);
    }

    private static Instant hourOf(UsageEvent event) {
        return event.countedAt().truncatedTo(ChronoUnit.HOURS);
    }

    private static String known(@Nullable String name) {
        return name == null ? HourKey.UNKNOWN : name;
    }

    /** The events that are stored. */
    public List<CountedEvent> events() {
        return Collections.unmodifiableList(events);
    }

    /** What they add to the hourly sums. */
    public Map<HourKey, HourSums> hours() {
        return Collections.unmodifiableMap(hours);
    }

    /** The days whose sums change. */
    public Set<OrganisationDay> days() {
        return Collections.unmodifiableSet(days);
    }

    /** What every transmitted number counted as. */
    public Map<LedgerHour, Tallies> transmissions() {
        return Collections.unmodifiableMap(transmissions);
    }

    public List<Quarantined> quarantined() {
        return Collections.unmodifiableList(quarantined);
    }

    /** The batches whose bounds were not known: their hashes are kept. */
    public List<UsageBatch> batches() {
        return Collections.unmodifiableList(batches);
    }

    /** What was refused because its call was counted before. */
    public Map<DuplicateHour, DuplicateSums> duplicates() {
        return Collections.unmodifiableMap(duplicates);
    }

    /** All numbers of the portion by what they counted as. */
    public Tallies total() {
        Tallies total = new Tallies();
        transmissions.values().forEach(total::add);
        return total;
    }
}
