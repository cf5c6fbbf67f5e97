package dev.toktra.ingest.queue;

import dev.toktra.ingest.queue.QueueAway.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Puts batches on {@code ingest.usage-batches.v1}, one record each, and answers once all in-sync replicas hold it. */
@Startup
@ApplicationScoped
public class BatchPublisher {

    private final Emitter<byte[]> emitter;
    private final QueueConfig config;
    private final QueueTopics topics;
    private final Admission admission;
    private final Timer produce;

    BatchPublisher(
            @Channel("usage-batches") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> emitter,
            QueueConfig config,
            QueueTopics topics,
            MeterRegistry meters) {
        this.emitter = emitter;
        this.config = config;
        this.topics = topics;
        this.admission =
                new Admission(config.mostBatches(), config.mostBytes().asLongValue(), config.mostWhileDoubtful());
        this.produce = meters.timer("toktra.ingest.produce");
        meters.gauge("toktra.ingest.in.flight", admission, Admission::batches);
    }

    /**
     * Publishes a record.
     *
     * @return done when Kafka has acknowledged it; fails with {@link QueueAway} when it has not, in time
     */
    public Uni<Void> publish(String key, byte[] value, Instant arrivedAt) {
        if (!topics.areReady()) {
            return Uni.createFrom().failure(new QueueAway(Reason.NOT_READY));
        }
        if (!admission.enter(value.length)) {
            return Uni.createFrom().failure(new QueueAway(Reason.BUSY));
        }
        OutgoingKafkaRecordMetadata<String> record = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(key)
                .withTimestamp(arrivedAt)
                .build();
        return Uni.createFrom()
                .<Void>emitter(answer -> send(value, Metadata.of(record), answer))
                .ifNoItem()
                .after(config.answerTimeout())
                .failWith(() -> new QueueAway(Reason.LATE));
    }

    /** Whether Kafka acknowledged the last record that it was given. */
    boolean isDoubtful() {
        return admission.isDoubtful();
    }

    /** Whether the way to Kafka is broken for good, so that only a new start mends it. */
    boolean isBroken() {
        return emitter.isCancelled();
    }

    /** The place is given back when Kafka's client is done with the record, whoever still waits for it. */
    private void send(byte[] value, Metadata metadata, UniEmitter<? super Void> answer) {
        Timer.Sample started = Timer.start();
        try {
            emitter.send(Message.of(
                    value,
                    metadata,
                    () -> {
                        started.stop(produce);
                        admission.leave(value.length, true);
                        answer.complete(null);
                        return done();
                    },
                    failure -> {
                        refused(value, answer);
                        return done();
                    }));
        } catch (IllegalStateException broken) {
            refused(value, answer);
        }
    }

    private void refused(byte[] value, UniEmitter<? super Void> answer) {
        admission.leave(value.length, false);
        answer.fail(new QueueAway(Reason.FAILED));
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
