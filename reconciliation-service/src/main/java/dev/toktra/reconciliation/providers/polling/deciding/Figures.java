package dev.toktra.reconciliation.providers.polling.deciding;

import dev.toktra.reconciliation.providers.CodingActivity;
import dev.toktra.reconciliation.providers.CodingActivity.Actor;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.ProviderCost;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Width;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of the providers' reports as figures of one connection and source; keys of maps are columns. */
public record Figures(UUID connectionId, Source source) {

    public Figure of(ProviderCount count) {
        Dimensions dimensions = count.dimensions();
        Map<String, @Nullable String> key = new LinkedHashMap<>();
        key.put("model", clean(dimensions.model()));
        key.put("provider_user", clean(dimensions.user()));
        key.put("provider_key", clean(dimensions.key()));
        key.put("project", clean(dimensions.project()));
        key.put("deployment", clean(dimensions.deployment()));
        key.put("tier", clean(dimensions.tier()));
        key.put("location", clean(dimensions.location()));
        key.put("batch", Boolean.toString(dimensions.batch()));
        return new Figure(place(count.width()), count.start(), key, values(count.counts()));
    }

    public Figure of(ProviderCost cost) {
        Map<String, @Nullable String> key = new LinkedHashMap<>();
        key.put("model", clean(cost.model()));
        key.put("line_item", clean(cost.lineItem()));
        key.put("project", clean(cost.project()));
        key.put("provider_key", clean(cost.key()));
        key.put("tier", clean(cost.tier()));
        return new Figure(place(Width.DAY), start(cost.day()), key, Map.of("usd", plain(cost.usd())));
    }

    public Figure of(CodingActivity activity) {
        Map<String, @Nullable String> key = new LinkedHashMap<>();
        Actor actor = activity.actor();
        key.put("actor_email", actor instanceof Actor.Person person ? clean(person.email()) : null);
        key.put("actor_key", actor instanceof Actor.Key named ? clean(named.name()) : null);
        key.put("customer", clean(activity.customer()));
        return new Figure(place(Width.DAY), start(activity.day()), key, values(activity));
    }

    private String place(Width width) {
        return connectionId + "|" + source + "|" + width;
    }

    private static Map<String, @Nullable String> values(Counts counts) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("input", text(counts.input()));
        values.put("output", text(counts.output()));
        values.put("fresh_input", text(counts.freshInput()));
        values.put("cache_read", text(counts.cacheRead()));
        values.put("cache_write", text(counts.cacheWrite()));
        values.put("cache_write_1h", text(counts.cacheWrite1h()));
        values.put("requests", text(counts.requests()));
        return values;
    }

    private static Map<String, @Nullable String> values(CodingActivity activity) {
        CodingActivity.Work work = activity.work();
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("sessions", text(work.sessions()));
        values.put("lines_added", text(work.linesAdded()));
        values.put("lines_removed", text(work.linesRemoved()));
        values.put("commits", text(work.commits()));
        values.put("pull_requests", text(work.pullRequests()));
        values.put("accepted", text(work.accepted()));
        values.put("rejected", text(work.rejected()));
        values.put("tokens", tokens(activity.tokens()));
        return values;
    }

    /** JSON, models in order; what is not known of them is left out. */
    private static String tokens(Map<String, CodingActivity.ModelTokens> byModel) {
        return byModel.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":{" + tokens(entry.getValue()) + "}")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String tokens(CodingActivity.ModelTokens tokens) {
        Map<String, @Nullable Long> parts = new LinkedHashMap<>();
        parts.put("input", tokens.input());
        parts.put("output", tokens.output());
        parts.put("cache_read", tokens.cacheRead());
        parts.put("cache_write", tokens.cacheWrite());
        return parts.entrySet().stream()
                .filter(part -> part.getValue() != null)
                .map(part -> quoted(part.getKey()) + ":" + part.getValue())
                .collect(Collectors.joining(","));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        String.valueOf(clean(text)).chars().forEach(letter -> {
            if (letter < ' ' || letter == '"' || letter == '\\') {
                quoted.append(String.format("\\u%04x", letter));
            } else {
                quoted.append((char) letter);
            }
        });
        return quoted.append('"').toString();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String plain(BigDecimal usd) {
        return usd.signum() == 0 ? "0" : usd.stripTrailingZeros().toPlainString();
    }

    private static @Nullable String text(@Nullable Long count) {
        return count == null ? null : count.toString();
    }

    /** A database cannot keep the character 0. */
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
