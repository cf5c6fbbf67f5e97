package dev.toktra.reconciliation.providers.azure;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.List;

/** Reads the metrics of accounts: of the two families the newer one, or the older one where that has no values. */
record AzureMetricsClient(ReadsClient reads, AzureDialect azure) {

    /** Buckets of one question: a week of hours. */
    private static final int MOST_BUCKETS = 168;

    /** Adds what the account used to the buckets, and gives the number of answers. */
    Uni<Integer> read(AzureAccount account, Buckets<Measures> buckets) {
        return family(account, Family.MODELS, buckets)
                .onFailure(AzureMetricsClient::isUnknownMetric)
                .recoverWithItem(List.<AzureMapper.Point>of())
                .flatMap(points -> hasValues(points)
                        ? Uni.createFrom().item(taken(account, Family.MODELS, points, buckets))
                        : family(account, Family.OPENAI, buckets)
                                .map(older -> taken(account, Family.OPENAI, older, buckets)));
    }

    /** One question about the window, which must have few buckets; for tests of an access. */
    Uni<JsonNode> ask(AzureAccount account, Family family, Window window) {
        Query query = Query.NONE
                .with("api-version", "2023-10-01")
                .with("metricnamespace", "Microsoft.CognitiveServices/accounts")
                .with("metricnames", family.metrics())
                .with("aggregation", "Total")
                .with("timespan", window.start() + "/" + window.end())
                .with("interval", window.width() == Width.HOUR ? "PT1H" : "P1D")
                .with("$filter", family.split)
                .with("top", AzureMapper.MOST_SERIES);
        String path = account.id() + "/providers/Microsoft.Insights/metrics";
        return reads.one(azure, new Address(azure.access().management()).at(path, query));
    }

    private Uni<List<AzureMapper.Point>> family(AzureAccount account, Family family, Buckets<Measures> buckets) {
        List<AzureMapper.Point> points = new ArrayList<>();
        AzureMapper.Sink sink = new AzureMapper.Sink(buckets.tally(), points);
        Uni<Boolean> all = Uni.createFrom().item(true);
        for (Window part : buckets.window().parts(MOST_BUCKETS)) {
            all = all.flatMap(before -> ask(account, family, part)).map(answer -> {
                AzureMapper.metrics(answer, account, family, sink);
                return true;
            });
        }
        return all.map(done -> points);
    }

    private static int taken(
            AzureAccount account, Family family, List<AzureMapper.Point> points, Buckets<Measures> buckets) {
        if (hasValues(points)) {
            buckets.tally()
                    .remark(account.name() + " was read from the metrics " + family.input + " and " + family.output
                            + ".");
        }
        points.forEach(point -> buckets.add(point.start(), point.dimensions(), point.measures()));
        return buckets.window().parts(MOST_BUCKETS).size();
    }

    private static boolean hasValues(List<AzureMapper.Point> points) {
        return points.stream().anyMatch(point -> !point.measures().isNothing());
    }

    /** An account that does not have the newer metrics refuses the question for them. */
    static boolean isUnknownMetric(Throwable failure) {
        return failure instanceof ProviderFault fault
                && fault.status() == 400
                && fault.trouble().failure() == Failure.REFUSED;
    }
}
