package dev.toktra.reconciliation.providers.vertex;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Google Cloud says of a metric.
 *
 * @param labels of the metric itself
 * @param delay after which older points are guaranteed to be there, null where it is not said
 */
record Descriptor(Set<String> labels, @Nullable Duration delay) {

    static final String TOKENS = "aiplatform.googleapis.com/publisher/online_serving/token_count";
    static final String INVOCATIONS = "aiplatform.googleapis.com/publisher/online_serving/model_invocation_count";

    /** The labels that every version of the metric had. */
    static final Descriptor USUAL = new Descriptor(Set.of("type", "request_type"), null);

    /** Labels that say how a call was served and have prices of their own; the second is newer than the first. */
    private static final List<String> TIERS = List.of("request_type", "shared_request_type");

    Descriptor {
        labels = Set.copyOf(labels);
    }

    /** Those labels that tell how a call was served. */
    List<String> tiers() {
        return TIERS.stream().filter(labels::contains).toList();
    }
}
