package dev.toktra.statetopics.publish;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.jspecify.annotations.Nullable;

/** Stops a producer in the middle of its work, as a stopped process would, until it is let go. */
public final class HeldProducer implements Partitioner {

    private static volatile @Nullable CountDownLatch reached;
    private static volatile @Nullable CountDownLatch goOn;

    static void hold() {
        reached = new CountDownLatch(1);
        goOn = new CountDownLatch(1);
    }

    static CountDownLatch reached() {
        return Objects.requireNonNull(reached);
    }

    static void letGo() {
        Objects.requireNonNull(goOn).countDown();
    }

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
        reached().countDown();
        try {
            Objects.requireNonNull(goOn).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return BuiltInPartitioner.partitionForKey(keyBytes, cluster.partitionCountForTopic(topic));
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
