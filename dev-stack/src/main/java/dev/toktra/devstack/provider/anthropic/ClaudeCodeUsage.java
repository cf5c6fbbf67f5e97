package dev.toktra.devstack.provider.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.book.Book;
import dev.toktra.devstack.provider.book.CodingDay;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.report.PageToken;
import dev.toktra.devstack.provider.script.Script;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people and keys did with Claude Code on one UTC day; nothing younger than an hour. */
final class ClaudeCodeUsage {

    private static final Duration YOUNGEST = Duration.ofHours(1);
    private static final String ORGANISATION = "12345678-1234-5678-1234-567812345678";

    private final Book book;
    private final Script script;

    ClaudeCodeUsage(Book book, Script script) {
        this.book = book;
        this.script = script;
    }

    Answer page(Call call) {
        AnthropicQuery query = new AnthropicQuery(call, Set.of("starting_at", "limit", "page"));
        LocalDate day = day(call);
        PageToken place = query.page();
        int limit = Math.min(query.limit(20, 1000), script.rowsPerPage(Provider.ANTHROPIC));
        List<CodingDay> all = book.coding().stream()
                .filter(one -> one.day().equals(day))
                .filter(one -> !one.end().plus(YOUNGEST).isAfter(place.shown()))
                .toList();
        int end = Math.min(all.size(), place.row() + limit);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode data = body.putArray("data");
        all.subList(Math.min(place.row(), end), end).forEach(one -> data.add(row(one)));
        boolean more = end < all.size();
        return Answer.ok(body.put("has_more", more)
                .put("next_page", more ? place.at(0, end).text() : null));
    }

    private static LocalDate day(Call call) {
        String text = call.query()
                .one("starting_at")
                .orElseThrow(() -> AnthropicErrors.invalid("starting_at: Field required"));
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw AnthropicErrors.invalid("starting_at: Input should be a date in the form YYYY-MM-DD");
        }
    }

    private static ObjectNode row(CodingDay day) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("date", day.day().atStartOfDay(ZoneOffset.UTC).toInstant().toString());
        ObjectNode actor = row.putObject("actor");
        Optional.ofNullable(day.email())
                .ifPresentOrElse(
                        email -> actor.put("type", "user_actor").put("email_address", email),
                        () -> actor.put("type", "api_actor").put("api_key_name", day.keyName()));
        row.put("organization_id", ORGANISATION)
                .put("customer_type", day.customerType())
                .put("subscription_type", day.subscriptionType())
                .put("terminal_type", day.terminal());
        work(row, day.work());
        ArrayNode models = row.putArray("model_breakdown");
        day.models().forEach(model -> model(models.addObject(), model));
        return row;
    }

    private static void work(ObjectNode row, CodingDay.Work work) {
        ObjectNode core = row.putObject("core_metrics").put("num_sessions", work.sessions());
        core.putObject("lines_of_code").put("added", work.added()).put("removed", work.removed());
        core.put("commits_by_claude_code", work.commits()).put("pull_requests_by_claude_code", work.pullRequests());
        ObjectNode actions = row.putObject("tool_actions");
        actions.putObject("edit_tool").put("accepted", work.accepted()).put("rejected", work.rejected());
        for (String other : List.of("multi_edit_tool", "write_tool", "notebook_edit_tool")) {
            actions.putObject(other).put("accepted", 0).put("rejected", 0);
        }
    }

    private static void model(ObjectNode row, CodingDay.ModelUse use) {
        row.put("model", use.model());
        row.putObject("tokens")
                .put("input", use.input())
                .put("output", use.output())
                .put("cache_read", use.cacheRead())
                .put("cache_creation", use.cacheCreation());
        row.putObject("estimated_cost").put("currency", "USD").put("amount", use.cents());
    }
}
