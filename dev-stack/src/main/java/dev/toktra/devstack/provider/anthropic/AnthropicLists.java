package dev.toktra.devstack.provider.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.names.ApiKey;
import dev.toktra.devstack.provider.names.Names;
import dev.toktra.devstack.provider.names.Project;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.names.User;
import dev.toktra.devstack.provider.report.ListPage;
import java.util.List;
import java.util.Set;

/** Users, keys and workspaces. */
final class AnthropicLists {

    private static final String CREATED = "2024-10-30T23:58:27.427722Z";

    private final Names names;

    AnthropicLists(Names names) {
        this.names = names;
    }

    Answer organisation(Call call) {
        new AnthropicQuery(call, Set.of());
        return Answer.ok(JsonNodeFactory.instance
                .objectNode()
                .put("id", "12345678-1234-5678-1234-567812345678")
                .put("type", "organization")
                .put("name", "Simulated organisation"));
    }

    Answer users(Call call) {
        return list(
                call,
                Set.of("limit", "after_id", "before_id", "email"),
                names.users().stream()
                        .filter(user -> user.provider() == Provider.ANTHROPIC && !user.removed())
                        .map(AnthropicLists::user)
                        .toList());
    }

    /** Keys of service accounts are no API keys, and an admin key does not see them. */
    Answer keys(Call call) {
        return list(
                call,
                Set.of("limit", "after_id", "before_id", "status", "workspace_id", "created_by_user_id"),
                names.keys().stream()
                        .filter(key -> key.provider() == Provider.ANTHROPIC && !key.deleted())
                        .filter(key -> key.serviceAccount() == null)
                        .map(AnthropicLists::key)
                        .toList());
    }

    Answer workspaces(Call call) {
        boolean archived = call.query().one("include_archived").orElse("false").equals("true");
        return list(
                call,
                Set.of("limit", "after_id", "before_id", "include_archived"),
                names.projects().stream()
                        .filter(project -> project.provider() == Provider.ANTHROPIC)
                        .filter(project -> archived || !project.archived())
                        .map(AnthropicLists::workspace)
                        .toList());
    }

    private static Answer list(Call call, Set<String> known, List<ObjectNode> all) {
        AnthropicQuery query = new AnthropicQuery(call, known);
        ListPage<ObjectNode> page = ListPage.after(
                        call.query().one("after_id"),
                        all,
                        item -> item.path("id").asText(),
                        query.limit(20, 1000))
                .orElseThrow(() -> AnthropicErrors.invalid("after_id: no such object"));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode data = body.putArray("data");
        data.addAll(page.items());
        return Answer.ok(body.put("has_more", page.more())
                .put("first_id", data.path(0).path("id").asText(null))
                .put("last_id", data.path(data.size() - 1).path("id").asText(null)));
    }

    private static ObjectNode user(User user) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", user.id())
                .put("type", "user")
                .put("email", user.email())
                .put("name", user.email())
                .put("role", "developer")
                .put("added_at", CREATED);
    }

    private static ObjectNode key(ApiKey key) {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("id", key.id())
                .put("type", "api_key")
                .put("name", key.name())
                .put("workspace_id", key.project())
                .put("created_at", CREATED)
                .put("partial_key_hint", "sk-ant-api03-R2D...igAA")
                .put("status", "active");
        row.putObject("created_by").put("id", key.user()).put("type", "user");
        return row;
    }

    private static ObjectNode workspace(Project project) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", project.id())
                .put("type", "workspace")
                .put("name", project.name())
                .put("created_at", CREATED)
                .put("archived_at", project.archived() ? CREATED : null)
                .put("display_color", "#6C5BB9");
    }
}
