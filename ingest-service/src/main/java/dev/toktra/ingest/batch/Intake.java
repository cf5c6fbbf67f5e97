package dev.toktra.ingest.batch;

import dev.toktra.events.LostRange;
import dev.toktra.events.Outcome;
import dev.toktra.events.Rejection;
import dev.toktra.events.TokenCounts;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import dev.toktra.ingest.batch.Taken.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges a sent batch event by event; nothing that one event is can make the others fail. */
public final class Intake {

    private final TimeLimits limits;

    public Intake(TimeLimits limits) {
        this.limits = limits;
    }

    /** The record and the refusals of a batch; every number from the first to the last is in exactly one of its lists. */
    public Taken take(SentBatch sent, Origin origin) {
        Judgement judgement = new Judgement(sent, origin);
        long seq = sent.firstSeq();
        for (Sent element : sent.elements()) {
            judgement.judge(seq++, element);
        }
        return judgement.taken();
    }

    /** The state of judging one batch. */
    private final class Judgement {

        private final SentBatch sent;
        private final Origin origin;
        private final Duration skew;
        private final List<UsageEvent> events = new ArrayList<>();
        private final List<LostRange> lost = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();

        Judgement(SentBatch sent, Origin origin) {
            this.sent = sent;
            this.origin = origin;
            this.skew = limits.skew(sent.sentAt(), origin.receivedAt());
        }

        void judge(long seq, Sent element) {
            if (element instanceof Sent.Event event) {
                judge(seq, event);
            } else if (element instanceof Sent.Tombstone tombstone) {
                judge(seq, tombstone);
            } else if (element instanceof Sent.Unreadable unreadable) {
                refused.add(new Refused(seq, unreadable.refusal()));
            }
        }

        private void judge(long seq, Sent.Event event) {
            Instant countedAt = event.occurredAt().plus(skew);
            EventRules.broken(event)
                    .or(() -> untimely(event, countedAt))
                    .ifPresentOrElse(
                            refusal -> refused.add(new Refused(seq, refusal)),
                            () -> events.add(usageEvent(seq, event, countedAt)));
        }

        private void judge(long seq, Sent.Tombstone tombstone) {
            EventRules.broken(seq, tombstone)
                    .ifPresentOrElse(
                            refusal -> refused.add(new Refused(seq, refusal)),
                            () -> lost.add(new LostRange(
                                    seq, tombstone.fromSeq(), tombstone.toSeq(), tombstone.estimatedTokens())));
        }

        private Optional<Refusal> untimely(Sent.Event event, Instant countedAt) {
            boolean identified = event.callId() != null;
            if (countedAt.isBefore(limits.earliest(origin, identified))) {
                return Optional.of(new Refusal(
                        RejectionCode.TOO_OLD,
                        identified
                                ? "occurred_at is older than an event with call_id may be"
                                : "occurred_at is older than single events are kept"));
            }
            return countedAt.isAfter(limits.latest(origin.receivedAt()))
                    ? Optional.of(new Refusal(RejectionCode.IN_FUTURE, "occurred_at is in the future"))
                    : Optional.empty();
        }

        Taken taken() {
            List<Rejection> rejections = refused.stream()
                    .map(one -> new Rejection(one.seq(), one.refusal().code().code()))
                    .toList();
            UsageBatch batch = new UsageBatch(
                    origin.orgId(),
                    origin.deviceId(),
                    sent.streamId(),
                    sent.firstSeq(),
                    sent.firstSeq() + sent.elements().size() - 1,
                    origin.receivedAt(),
                    sent.sentAt(),
                    origin.client(),
                    sent.contentHash(),
                    events,
                    lost,
                    rejections);
            return new Taken(batch, refused);
        }
    }

    private static UsageEvent usageEvent(long seq, Sent.Event event, Instant countedAt) {
        return new UsageEvent(
                seq,
                event.occurredAt(),
                countedAt,
                event.provider(),
                event.model(),
                event.account(),
                event.application(),
                withoutQuery(event.endpoint()),
                event.status(),
                event.attempt(),
                event.streaming(),
                event.durationMs(),
                event.requestBytes(),
                event.responseBytes(),
                event.tokenSource(),
                event.callId() == null ? null : CallIdentity.of(event.provider(), event.callId()),
                tokens(event.tokens()),
                outcome(event.outcome()));
    }

    private static TokenCounts tokens(Sent.Tokens sent) {
        return new TokenCounts(sent.freshInput(), sent.cacheRead(), sent.cacheWrite(), sent.output(), sent.reasoning());
    }

    private static @Nullable Outcome outcome(Sent.@Nullable Outcomes sent) {
        return sent == null
                ? null
                : new Outcome(
                        sent.editsAccepted(),
                        sent.editsRejected(),
                        sent.linesAccepted(),
                        sent.commits(),
                        sent.pullRequests());
    }

    /** A query may hold keys or text: only the path is kept. */
    private static @Nullable String withoutQuery(@Nullable String endpoint) {
        return endpoint == null ? null : endpoint.split("[?#]", 2)[0];
    }
}
