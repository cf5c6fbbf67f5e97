package dev.toktra.devstack.provider.openai;

import dev.toktra.devstack.provider.book.Cell;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.http.Refused;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.report.Bucket;
import dev.toktra.devstack.provider.report.PageToken;
import dev.toktra.devstack.provider.report.Width;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Script;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters that usage and costs share, read as strictly as the provider reads them. */
final class OpenAiQuery {

    private final Call call;

    OpenAiQuery(Call call, Set<String> known) {
        this.call = call;
        call.query().stranger(known).ifPresent(name -> {
            throw OpenAiErrors.invalid("Unknown parameter: '" + name + "'.", name);
        });
    }

    Instant start() {
        return instant("start_time")
                .orElseThrow(() -> OpenAiErrors.invalid("Missing required parameter: 'start_time'.", null));
    }

    void checkStart(Script script) {
        if (script.isTooFarBack(Provider.OPENAI, start(), call.now())) {
            throw new Refused(OpenAiErrors.wrong(400, Fault.TOO_FAR_BACK));
        }
    }

    /** Buckets up to the end that was asked for, or now; none of the future. */
    List<Bucket> buckets(Width width) {
        Instant start = start();
        Instant end = instant("end_time").orElse(call.now());
        if (!end.isAfter(start)) {
            throw OpenAiErrors.invalid("end_time must be after start_time.", "end_time");
        }
        Instant soon = call.now().plusSeconds(1);
        return width.buckets(start, end.isBefore(soon) ? end : soon);
    }

    /** @throws dev.toktra.devstack.provider.http.Refused when it is above the maximum, which is never cut down to it */
    int limit(int usual, int maximum) {
        String asked = call.query().one("limit").orElse(Integer.toString(usual));
        int limit = asked.matches("\\d{1,9}") ? Integer.parseInt(asked) : 0;
        if (limit < 1) {
            throw OpenAiErrors.invalid("Invalid limit provided: " + asked + ".", null);
        }
        if (limit > maximum) {
            throw OpenAiErrors.invalid(
                    "Invalid limit provided: " + asked + ". Limit must be less than or equal to " + maximum + ".",
                    null);
        }
        return limit;
    }

    /** The dimensions asked for: with brackets, repeated, or in one list with commas. */
    List<String> groupBy(List<String> allowed) {
        List<String> asked = list("group_by");
        asked.stream().filter(name -> !allowed.contains(name)).findFirst().ifPresent(name -> {
            throw OpenAiErrors.invalid(
                    "Invalid value: '" + name + "'. Supported values are: " + allowed + ".", "group_by");
        });
        return allowed.stream().filter(asked::contains).toList();
    }

    PageToken page() {
        String query = call.identity("page");
        return call.query()
                .one("page")
                .map(text -> PageToken.read(text, query)
                        .orElseThrow(() -> OpenAiErrors.invalid("Invalid page token.", "page")))
                .orElse(PageToken.first(query, call.now()));
    }

    /** The filters by project, user, key, model and batch. */
    Predicate<Figure> wanted() {
        Optional<String> batch = call.query().one("batch");
        return figure -> within("project_ids", figure.project())
                && within("user_ids", figure.user())
                && within("api_key_ids", figure.key())
                && within("models", figure.model())
                && batch.map(text -> text.equals(Boolean.toString(figure.batch())))
                        .orElse(true);
    }

    private boolean within(String filter, @Nullable String value) {
        List<String> wanted = list(filter);
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }

    private List<String> list(String name) {
        return Stream.concat(call.query().all(name + "[]").stream(), call.query().all(name).stream())
                .flatMap(value -> Arrays.stream(value.split(",")))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private Optional<Instant> instant(String name) {
        return call.query().one(name).map(text -> {
            if (!text.matches("\\d{1,11}")) {
                throw OpenAiErrors.invalidType(name);
            }
            return Instant.ofEpochSecond(Long.parseLong(text));
        });
    }

    static Cell cell(Figure figure, List<String> groupBy) {
        return new Cell(groupBy.stream().map(name -> value(figure, name)).toList());
    }

    private static @Nullable String value(Figure figure, String name) {
        return switch (name) {
            case "project_id" -> figure.project();
            case "user_id" -> figure.user();
            case "api_key_id" -> figure.key();
            case "model" -> figure.model();
            case "batch" -> Boolean.toString(figure.batch());
            case "service_tier" -> figure.tier();
            default -> null;
        };
    }
}
