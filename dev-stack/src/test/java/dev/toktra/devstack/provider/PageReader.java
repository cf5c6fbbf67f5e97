package dev.toktra.devstack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.devstack.provider.names.Provider;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Follows pages and merges by key with plus, knowing nothing but the protocols. */
final class PageReader {

    private static final String START = PagesAddUpTest.START.toString();
    private static final String END = PagesAddUpTest.END.toString();

    private final Asking asking;
    private final Random random;
    private final Map<String, List<Long>> sums = new TreeMap<>();

    PageReader(Asking asking, Random random) {
        this.asking = asking;
        this.random = random;
    }

    Map<String, List<Long>> read(Provider provider) {
        sums.clear();
        switch (provider) {
            case OPENAI -> openai();
            case ANTHROPIC -> anthropic();
            case AZURE_OPENAI -> List.of("p1", "p2").forEach(this::azure);
            case GCP_VERTEX -> List.of("p1", "p2").forEach(this::vertex);
        }
        return Map.copyOf(sums);
    }

    private void openai() {
        String[] query = {
            "start_time",
            PagesAddUpTest.START.getEpochSecond() + "",
            "end_time",
            PagesAddUpTest.END.getEpochSecond() + "",
            "bucket_width",
            "1h",
            "limit",
            limit(),
            "group_by[]",
            "model",
            "group_by[]",
            "user_id",
            "group_by[]",
            "api_key_id"
        };
        pages(
                "page",
                "next_page",
                page -> asking.openai("/organization/usage/completions", World.joined(page, query)),
                body -> buckets(body, this::openai));
    }

    private void openai(JsonNode bucket, JsonNode row) {
        String start = Instant.ofEpochSecond(bucket.path("start_time").asLong()).toString();
        add(
                key(start, row.path("model"), row.path("user_id"), row.path("api_key_id")),
                row.path("input_tokens").asLong(),
                row.path("output_tokens").asLong());
    }

    private void anthropic() {
        String[] query = {
            "starting_at",
            START,
            "ending_at",
            END,
            "bucket_width",
            "1h",
            "limit",
            limit(),
            "group_by[]",
            "model",
            "group_by[]",
            "account_id",
            "group_by[]",
            "api_key_id"
        };
        pages(
                "page",
                "next_page",
                page -> asking.anthropic("/v1/organizations/usage_report/messages", World.joined(page, query)),
                body -> buckets(body, this::anthropic));
    }

    private void anthropic(JsonNode bucket, JsonNode row) {
        long input = row.path("uncached_input_tokens").asLong()
                + row.path("cache_read_input_tokens").asLong()
                + row.at("/cache_creation/ephemeral_5m_input_tokens").asLong()
                + row.at("/cache_creation/ephemeral_1h_input_tokens").asLong();
        add(
                key(
                        bucket.path("starting_at").asText(),
                        row.path("model"),
                        row.path("account_id"),
                        row.path("api_key_id")),
                input,
                row.path("output_tokens").asLong());
    }

    private interface BucketRow {
        void take(JsonNode bucket, JsonNode row);
    }

    private static void buckets(JsonNode body, BucketRow take) {
        body.path("data").forEach(bucket -> bucket.path("results").forEach(row -> take.take(bucket, row)));
    }

    private void azure(String account) {
        JsonNode body = asking.azure(
                        World.METRICS.replace("sub-1", "sub").replace("/one/", "/" + account + "/"),
                        "api-version",
                        "2023-10-01",
                        "timespan",
                        START + "/" + END,
                        "interval",
                        "PT1H",
                        "metricnames",
                        "InputTokens,OutputTokens",
                        "aggregation",
                        "Total",
                        "top",
                        "1000",
                        "$filter",
                        "ModelDeploymentName eq '*'")
                .json();
        for (JsonNode metric : body.path("value")) {
            boolean input = metric.at("/name/value").asText().equals("InputTokens");
            metric.path("timeseries")
                    .forEach(series -> series.path("data").forEach(point -> {
                        String name = series.at("/metadatavalues/0/value").asText();
                        add(
                                point,
                                input,
                                String.join("|", point.path("timeStamp").asText(), account, name));
                    }));
        }
    }

    private void add(JsonNode point, boolean input, String key) {
        if (point.has("total")) {
            long total = point.path("total").asLong();
            add(key, input ? total : 0, input ? 0 : total);
        }
    }

    private void vertex(String project) {
        String[] query = {
            "filter",
            World.TOKEN_COUNT,
            "interval.startTime",
            START,
            "interval.endTime",
            END,
            "aggregation.alignmentPeriod",
            "3600s",
            "aggregation.perSeriesAligner",
            "ALIGN_SUM"
        };
        pages(
                "pageToken",
                "nextPageToken",
                page -> asking.gcp("/v3/projects/" + project + "/timeSeries", World.joined(page, query)),
                body -> body.path("timeSeries")
                        .forEach(series -> series.path("points").forEach(point -> vertex(project, series, point))));
    }

    private void vertex(String project, JsonNode series, JsonNode point) {
        boolean input = series.at("/metric/labels/type").asText().equals("input");
        long value = Long.parseLong(point.at("/value/int64Value").asText());
        String model = series.at("/resource/labels/model_user_id").asText();
        add(
                String.join("|", point.at("/interval/startTime").asText(), project, model),
                input ? value : 0,
                input ? 0 : value);
    }

    private void add(String key, long input, long output) {
        PagesAddUpTest.add(sums, key, input, output);
    }

    private static String key(String start, JsonNode model, JsonNode user, JsonNode key) {
        return String.join("|", start, model.asText(), user.asText(), PagesAddUpTest.quoted(key.asText(null)));
    }

    private String limit() {
        return Integer.toString(1 + random.nextInt(168));
    }

    private static void pages(String parameter, String cursor, Function<String[], Reply> ask, Consumer<JsonNode> take) {
        Set<String> seen = new LinkedHashSet<>();
        String next = "";
        do {
            Reply reply = ask.apply(next.isEmpty() ? new String[0] : new String[] {parameter, next});
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            take.accept(reply.json());
            next = reply.json().path(cursor).isTextual()
                    ? reply.json().path(cursor).asText()
                    : "";
            assertThat(next.isEmpty() || seen.add(next)).isTrue();
        } while (!next.isEmpty());
    }
}
