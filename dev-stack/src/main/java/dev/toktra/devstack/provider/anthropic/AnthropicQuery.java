package dev.toktra.devstack.provider.anthropic;

import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.http.Refused;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.report.Bucket;
import dev.toktra.devstack.provider.report.PageToken;
import dev.toktra.devstack.provider.report.Width;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Script;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters that the reports share, read as strictly as the provider reads them. */
final class AnthropicQuery {

    private final Call call;

    AnthropicQuery(Call call, Set<String> known) {
        this.call = call;
        call.query().stranger(known).ifPresent(name -> {
            throw AnthropicErrors.invalid(name + ": Extra inputs are not permitted");
        });
    }

    Width width() {
        return Width.of(call.query().one("bucket_width").orElse("1d"))
                .orElseThrow(() -> AnthropicErrors.invalid("bucket_width: Input should be '1d', '1h' or '1m'"));
    }

    /** Whole buckets from the snapped start that end no later than the given end; none of the future. */
    List<Bucket> buckets(Width width) {
        Instant start = width.floor(start());
        Optional<Instant> end = instant("ending_at");
        end.filter(instant -> !instant.isAfter(start)).ifPresent(instant -> {
            throw AnthropicErrors.invalid("ending_at: must be after starting_at");
        });
        return width.buckets(start, call.now().plusSeconds(1)).stream()
                .filter(bucket ->
                        end.map(instant -> !bucket.end().isAfter(instant)).orElse(true))
                .toList();
    }

    Instant start() {
        return instant("starting_at").orElseThrow(() -> AnthropicErrors.invalid("starting_at: Field required"));
    }

    void checkStart(Script script) {
        if (script.isTooFarBack(Provider.ANTHROPIC, start(), call.now())) {
            throw new Refused(AnthropicErrors.wrong(400, Fault.TOO_FAR_BACK));
        }
    }

    int limit(int usual, int maximum) {
        String asked = call.query().one("limit").orElse(Integer.toString(usual));
        int limit = asked.matches("\\d{1,9}") ? Integer.parseInt(asked) : 0;
        if (limit < 1 || limit > maximum) {
            throw AnthropicErrors.invalid("limit: Input should be between 1 and " + maximum);
        }
        return limit;
    }

    /** The dimensions asked for, in the order of those allowed. */
    List<String> groupBy(List<String> allowed) {
        List<String> asked = call.query().all("group_by[]");
        asked.stream().filter(name -> !allowed.contains(name)).findFirst().ifPresent(name -> {
            throw AnthropicErrors.invalid("group_by[]: Input should be one of " + allowed);
        });
        if (asked.stream().distinct().count() > 5) {
            throw AnthropicErrors.invalid(AnthropicErrors.TOO_MANY_DIMENSIONS);
        }
        return allowed.stream().filter(asked::contains).toList();
    }

    boolean within(String filter, @Nullable String value) {
        List<String> wanted = call.query().all(filter);
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }

    PageToken page() {
        String query = call.identity("page");
        return call.query()
                .one("page")
                .map(text -> PageToken.read(text, query)
                        .orElseThrow(() -> AnthropicErrors.invalid("page: Invalid page token for this query")))
                .orElse(PageToken.first(query, call.now()));
    }

    private Optional<Instant> instant(String name) {
        return call.query().one(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw AnthropicErrors.invalid(name + ": Input should be a valid RFC 3339 datetime");
            }
        });
    }
}
