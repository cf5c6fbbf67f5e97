package dev.toktra.reconciliation.providers.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.providers.CodingActivity;
import dev.toktra.reconciliation.providers.CodingActivity.Actor;
import dev.toktra.reconciliation.providers.CodingActivity.ModelTokens;
import dev.toktra.reconciliation.providers.CodingActivity.Work;
import dev.toktra.reconciliation.providers.http.Fields;
import dev.toktra.reconciliation.providers.http.Malformed;
import dev.toktra.reconciliation.providers.http.RowTally;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pages of Claude Code's analytics as activity of a day; the terminals of an actor are one. */
final class CodingMapper {

    /** What is one row of a day's activity. */
    record Key(Actor actor, @Nullable String customer) {}

    private static final List<String> TOOLS =
            List.of("edit_tool", "multi_edit_tool", "write_tool", "notebook_edit_tool");

    private CodingMapper() {}

    /** Takes the rows of a page and gives the cursor of the next one. */
    static @Nullable String activity(JsonNode page, LocalDate day, RowTally<Key, CodingActivity> activity) {
        activity.each(AnthropicMapper.page(page).items(), row -> {
            Instant date = row.instant("date");
            if (date == null || !LocalDate.ofInstant(date, ZoneOffset.UTC).equals(day)) {
                activity.outside();
                return;
            }
            Key key = new Key(actor(row.inside("actor")), row.text("customer_type"));
            activity.add(key, new CodingActivity(day, key.actor, key.customer, work(row), tokens(row)));
        });
        return AnthropicMapper.page(page).next();
    }

    private static Actor actor(Fields actor) {
        return switch (actor.mustText("type")) {
            case "user_actor" -> new Actor.Person(actor.mustText("email_address"));
            case "api_actor" -> new Actor.Key(actor.mustText("api_key_name"));
            default -> throw new Malformed("an actor of a kind that is not known");
        };
    }

    private static Work work(Fields row) {
        Fields metrics = row.inside("core_metrics");
        Fields lines = metrics.inside("lines_of_code");
        Fields tools = row.inside("tool_actions");
        return new Work(
                metrics.count("num_sessions"),
                lines.count("added"),
                lines.count("removed"),
                metrics.count("commits_by_claude_code"),
                metrics.count("pull_requests_by_claude_code"),
                edits(tools, "accepted"),
                edits(tools, "rejected"));
    }

    private static @Nullable Long edits(Fields tools, String answer) {
        Long sum = null;
        for (String tool : TOOLS) {
            Long count = tools.inside(tool).count(answer);
            if (count != null) {
                sum = sum == null ? count : Long.valueOf(Math.addExact(sum, count));
            }
        }
        return sum;
    }

    private static Map<String, ModelTokens> tokens(Fields row) {
        Map<String, ModelTokens> models = new HashMap<>();
        for (JsonNode element : row.row().path("model_breakdown")) {
            Fields model = new Fields(element);
            Fields tokens = model.inside("tokens");
            ModelTokens found = new ModelTokens(
                    tokens.count("input"),
                    tokens.count("output"),
                    tokens.count("cache_read"),
                    tokens.count("cache_creation"));
            models.merge(model.mustText("model"), found, ModelTokens::plus);
        }
        return models;
    }
}
