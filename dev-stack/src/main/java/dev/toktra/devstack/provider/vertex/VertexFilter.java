package dev.toktra.devstack.provider.vertex;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A filter of Cloud Monitoring: exactly one metric type, and labels that must have a value. */
record VertexFilter(String metric, Map<String, String> labels) {

    static final String TOKENS = "aiplatform.googleapis.com/publisher/online_serving/token_count";
    static final String INVOCATIONS = "aiplatform.googleapis.com/publisher/online_serving/model_invocation_count";
    private static final String RESOURCE = "aiplatform.googleapis.com/PublisherModel";
    private static final Pattern TERM = Pattern.compile("([a-z_.]+)\\s*=\\s*\"([^\"]*)\"");

    static VertexFilter read(String text) {
        Map<String, String> terms = new LinkedHashMap<>();
        for (String term : text.split("\\s+AND\\s+")) {
            Matcher matcher = TERM.matcher(term.strip());
            if (!matcher.matches() || terms.put(matcher.group(1), matcher.group(2)) != null) {
                throw GoogleErrors.invalid("Field filter had an invalid value of \"" + text + "\".");
            }
        }
        String metric = terms.remove("metric.type");
        if (metric == null) {
            throw GoogleErrors.invalid("The filter must specify a single metric type.");
        }
        String resource = terms.remove("resource.type");
        if (!metric.equals(TOKENS) && !metric.equals(INVOCATIONS)) {
            throw GoogleErrors.unknownMetric(metric);
        }
        if (resource != null && !resource.equals(RESOURCE)) {
            throw GoogleErrors.invalid("The metric is not of the resource type " + resource + ".");
        }
        Map<String, String> labels = new LinkedHashMap<>();
        terms.forEach((name, value) -> labels.put(
                VertexLabels.read(name).orElseThrow(() -> GoogleErrors.invalid("Unknown label: " + name)), value));
        return new VertexFilter(metric, labels);
    }

    boolean isTokens() {
        return metric.equals(TOKENS);
    }

    String resource() {
        return RESOURCE;
    }

    boolean lets(String label, @Nullable String value) {
        String wanted = labels.get(label);
        return wanted == null || wanted.equals(value);
    }
}
