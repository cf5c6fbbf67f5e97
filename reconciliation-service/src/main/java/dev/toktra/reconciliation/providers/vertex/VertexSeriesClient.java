package dev.toktra.reconciliation.providers.vertex;

import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.http.Address;
import dev.toktra.reconciliation.providers.http.Buckets;
import dev.toktra.reconciliation.providers.http.Measures;
import dev.toktra.reconciliation.providers.http.ProviderFault;
import dev.toktra.reconciliation.providers.http.Query;
import dev.toktra.reconciliation.providers.http.ReadsClient;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Reads the time series of projects, as sums of the buckets asked for. */
record VertexSeriesClient(ReadsClient reads, VertexDialect google) {

    /** Points of a page. */
    private static final int MOST_POINTS = 20_000;

    /** Adds what the project used to the buckets, and gives the number of pages. */
    Uni<Integer> read(String project, Buckets<Measures> buckets) {
        return known(project, Descriptor.TOKENS).flatMap(tokens -> {
            buckets.tally().delay(tokens.delay());
            return series(project, Descriptor.TOKENS, tokens, buckets)
                    .flatMap(pages -> requests(project, tokens, buckets).map(more -> pages + more));
        });
    }

    /** What Google Cloud says of the metric; a project that never had it may not know it. */
    Uni<Descriptor> known(String project, String metric) {
        return described(project, metric)
                .onFailure(VertexSeriesClient::isRefused)
                .recoverWithItem(Descriptor.USUAL);
    }

    private Uni<Descriptor> described(String project, String metric) {
        String path = "v3/projects/" + project + "/metricDescriptors/" + metric;
        return reads.one(google, address().at(path, Query.NONE)).map(VertexMapper::descriptor);
    }

    /** Requests are only of use with the same tiers as the tokens; without them they stay unknown. */
    private Uni<Integer> requests(String project, Descriptor tokens, Buckets<Measures> buckets) {
        Supplier<Integer> unknown = () -> {
            buckets.tally().remark("The requests of " + project + " cannot be read like its tokens and stay unknown.");
            return 0;
        };
        return described(project, Descriptor.INVOCATIONS)
                .flatMap(calls -> calls.tiers().equals(tokens.tiers())
                        ? series(project, Descriptor.INVOCATIONS, calls, buckets)
                        : Uni.createFrom().item(unknown))
                .onFailure(VertexSeriesClient::isRefused)
                .recoverWithItem(unknown);
    }

    private Uni<Integer> series(String project, String metric, Descriptor descriptor, Buckets<Measures> buckets) {
        Query query = query(metric, descriptor, buckets.window());
        return reads.walk(
                google,
                token -> address().at("v3/projects/" + project + "/timeSeries", query.withOptional("pageToken", token)),
                page -> VertexMapper.series(page, metric, project, buckets));
    }

    /** The span is (start, end]: points are stamped at the end of their bucket, so these are the window's. */
    private static Query query(String metric, Descriptor descriptor, Window window) {
        Query query = Query.NONE
                .with(
                        "filter",
                        "metric.type=\"" + metric + "\" AND resource.type=\"aiplatform.googleapis.com/PublisherModel\"")
                .with("interval.startTime", window.start())
                .with("interval.endTime", window.end())
                .with("aggregation.alignmentPeriod", (window.width() == Width.HOUR ? 3600 : 86_400) + "s")
                .with("aggregation.perSeriesAligner", "ALIGN_SUM")
                .with("aggregation.crossSeriesReducer", "REDUCE_SUM")
                .with("aggregation.groupByFields", "resource.label.model_user_id")
                .with("aggregation.groupByFields", "resource.label.location");
        if (metric.equals(Descriptor.TOKENS)) {
            query = query.with("aggregation.groupByFields", "metric.label.type");
        }
        for (String tier : descriptor.tiers()) {
            query = query.with("aggregation.groupByFields", "metric.label." + tier);
        }
        return query.with("view", "FULL").with("pageSize", MOST_POINTS);
    }

    private Address address() {
        return new Address(google.access().monitoring());
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof ProviderFault fault
                && (fault.status() == 400 || fault.status() == 404)
                && fault.trouble().failure() == Failure.REFUSED;
    }
}
