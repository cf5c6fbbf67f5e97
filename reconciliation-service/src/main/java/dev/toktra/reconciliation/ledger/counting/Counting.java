package dev.toktra.reconciliation.ledger.counting;

import dev.toktra.events.LostRange;
import dev.toktra.events.OrganisationState;
import dev.toktra.events.Rejection;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides what each number of a portion counts as. First the records arrive in order, which settles all but the events
 * with an identity; then {@link #settle} is told which identities are new, and the sums are made.
 */
public final class Counting {

    private final Map<StreamKey, StreamAccount> accounts;
    private final Map<BatchBounds, String> hashes;
    private final Rules rules;
    private final List<Fresh> fresh = new ArrayList<>();
    private final Counted counted = new Counted();

    /**
     * @param maxRanges how many separate ranges of numbers a stream may have
     */
    public record Rules(Organisations organisations, int maxRanges) {}

    private record Fresh(StreamAccount account, UsageBatch batch, UsageEvent event, OrganisationState organisation) {

        @Nullable
        Claim claim() {
            String identity = event.identity();
            return identity == null ? null : new Claim(batch.orgId(), identity);
        }
    }

    /**
     * @param accounts every stream of the portion
     * @param hashes content of the batches with known bounds; those that arrive are added
     */
    public Counting(Map<StreamKey, StreamAccount> accounts, Map<BatchBounds, String> hashes, Rules rules) {
        this.accounts = accounts;
        this.hashes = hashes;
        this.rules = rules;
    }

    /** Takes the next record of the portion. */
    public void arrive(Arrival arrival) {
        if (arrival instanceof Arrival.Readable readable) {
            arrive(readable);
        } else if (arrival instanceof Arrival.Refused refused) {
            counted.quarantine(new Quarantined(
                    refused, refused.orgId(), null, false, refused.content().fault()));
        }
    }

    /**
     * Takes a number out of quarantine: it no longer counts there and arrives again.
     *
     * @param holdsNumber whether the stream knows the number only because it is in quarantine
     */
    public void replay(Arrival.Readable one, boolean holdsNumber) {
        counted.transmit(one.batch(), Tally.QUARANTINED, -1);
        StreamAccount account = account(one);
        if (holdsNumber) {
            account.count(Tally.QUARANTINED, -1);
            take(one, account, SeqRanges.NONE);
        } else {
            takeUnlessGaps(one, account);
        }
    }

    /** The identities of events that count only if theirs is new. */
    public Set<Claim> claims() {
        Set<Claim> claims = new LinkedHashSet<>();
        for (Fresh one : fresh) {
            Claim claim = one.claim();
            if (claim != null) {
                claims.add(claim);
            }
        }
        return claims;
    }

    /**
     * Ends the counting.
     *
     * @param admitted those of {@link #claims} that nobody made before
     * @param identities the id of who made an event's call
     */
    public Counted settle(Set<Claim> admitted, ToLongBiFunction<UsageBatch, UsageEvent> identities) {
        Set<Claim> open = new LinkedHashSet<>(admitted);
        for (Fresh one : fresh) {
            Claim claim = one.claim();
            if (claim != null && !open.remove(claim)) {
                counted.repeat(one.batch().orgId(), one.event());
                count(one.account(), one.batch(), Tally.DUPLICATE_IDENTITY);
            } else {
                long identity = identities.applyAsLong(one.batch(), one.event());
                OrganisationState organisation = one.organisation();
                counted.store(
                        new CountedEvent(
                                one.batch(),
                                one.event(),
                                organisation.dayOf(one.event().countedAt()),
                                identity),
                        organisation);
                count(one.account(), one.batch(), Tally.STORED);
            }
        }
        return counted;
    }

    private void arrive(Arrival.Readable record) {
        UsageBatch batch = record.batch();
        StreamAccount account = account(record);
        account.heard(batch.receivedAt());
        if (batch.size() == 0) {
            return;
        }
        BatchBounds bounds = BatchBounds.of(batch);
        String known = hashes.get(bounds);
        if (known != null && !known.equals(batch.contentHash())) {
            refuseReused(record);
        } else if (takeUnlessGaps(record, account) && known == null) {
            hashes.put(bounds, batch.contentHash());
            counted.keep(batch);
        }
    }

    private boolean takeUnlessGaps(Arrival.Readable record, StreamAccount account) {
        if (opensTooManyGaps(account, record.batch())) {
            refuseGaps(record, account);
            return false;
        }
        SeqRanges before = account.seen();
        account.see(BatchBounds.of(record.batch()).range());
        take(record, account, before);
        return true;
    }

    private void take(Arrival.Readable record, StreamAccount account, SeqRanges before) {
        UsageBatch batch = record.batch();
        OrganisationState organisation =
                rules.organisations().find(batch.orgId()).orElse(null);
        for (UsageEvent event : batch.events()) {
            Fault fault = record.faults().get(event.seq());
            if (before.contains(event.seq())) {
                count(account, batch, Tally.DUPLICATE_SEQ);
            } else if (fault != null) {
                hold(record, account, event.seq(), fault);
            } else if (organisation == null) {
                hold(record, account, event.seq(), unknownOrganisation());
            } else {
                fresh.add(new Fresh(account, batch, event, organisation));
            }
        }
        takeLost(record, account, before);
        for (Rejection rejection : batch.rejected()) {
            count(account, batch, before.contains(rejection.seq()) ? Tally.DUPLICATE_SEQ : Tally.REJECTED);
        }
    }

    private void takeLost(Arrival.Readable record, StreamAccount account, SeqRanges before) {
        for (LostRange lost : record.batch().lost()) {
            Fault fault = record.faults().get(lost.seq());
            if (before.contains(lost.seq())) {
                count(account, record.batch(), Tally.DUPLICATE_SEQ);
            } else if (fault != null) {
                hold(record, account, lost.seq(), fault);
            } else {
                count(account, record.batch(), Tally.TOMBSTONE);
                account.lose(new SeqRange(lost.fromSeq(), lost.toSeq()), lost.estimatedTokens());
            }
        }
    }

    /** Other content under the same numbers: what the stream holds stays, and what came now is kept aside. */
    private void refuseReused(Arrival.Readable record) {
        UsageBatch batch = record.batch();
        String detail = "Numbers " + batch.firstSeq() + " to " + batch.lastSeq() + " came before with other content.";
        Fault fault = new Fault(Fault.SEQUENCE_REUSED, detail);
        batch.events().forEach(event -> keepAside(record, event.seq(), fault));
        batch.lost().forEach(lost -> keepAside(record, lost.seq(), fault));
        counted.transmit(batch, Tally.DUPLICATE_SEQ, batch.rejected().size());
    }

    /** Numbers that would open one gap too many stay outstanding; known ones are duplicates as ever. */
    private void refuseGaps(Arrival.Readable record, StreamAccount account) {
        UsageBatch batch = record.batch();
        Fault fault = new Fault(
                Fault.TOO_MANY_GAPS, "The stream would have more than " + rules.maxRanges() + " separate ranges.");
        batch.events().forEach(event -> refuseGap(record, account, event.seq(), fault));
        batch.lost().forEach(lost -> refuseGap(record, account, lost.seq(), fault));
        counted.transmit(batch, Tally.REJECTED, batch.rejected().size());
    }

    private void refuseGap(Arrival.Readable record, StreamAccount account, long seq, Fault fault) {
        if (account.seen().contains(seq)) {
            count(account, record.batch(), Tally.DUPLICATE_SEQ);
        } else {
            keepAside(record, seq, fault);
        }
    }

    private boolean opensTooManyGaps(StreamAccount account, UsageBatch batch) {
        int before = account.seen().size();
        SeqRanges after = account.seen().plus(new SeqRange(batch.firstSeq(), batch.lastSeq()));
        for (LostRange lost : batch.lost()) {
            after = after.plus(new SeqRange(lost.fromSeq(), lost.toSeq()));
        }
        return after.size() > rules.maxRanges() && after.size() > before;
    }

    private static Fault unknownOrganisation() {
        return new Fault(Fault.UNKNOWN_ORGANISATION, "The directory has not published this organisation.");
    }

    /** Quarantines a number that the stream from now on knows. */
    private void hold(Arrival.Readable record, StreamAccount account, long seq, Fault fault) {
        counted.quarantine(new Quarantined(record, record.batch().orgId(), seq, true, fault));
        count(account, record.batch(), Tally.QUARANTINED);
    }

    /** Quarantines a number without touching what the stream knows. */
    private void keepAside(Arrival.Readable record, long seq, Fault fault) {
        counted.quarantine(new Quarantined(record, record.batch().orgId(), seq, false, fault));
        counted.transmit(record.batch(), Tally.QUARANTINED, 1);
    }

    private void count(StreamAccount account, UsageBatch batch, Tally tally) {
        account.count(tally, 1);
        counted.transmit(batch, tally, 1);
    }

    private StreamAccount account(Arrival.Readable record) {
        StreamAccount account = accounts.get(StreamKey.of(record.batch()));
        if (account == null) {
            throw new IllegalStateException("no account of the stream of " + record.recordKey());
        }
        return account;
    }
}
