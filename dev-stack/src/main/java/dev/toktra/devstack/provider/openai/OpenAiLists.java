package dev.toktra.devstack.provider.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.http.Refused;
import dev.toktra.devstack.provider.names.ApiKey;
import dev.toktra.devstack.provider.names.Names;
import dev.toktra.devstack.provider.names.Project;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.names.User;
import dev.toktra.devstack.provider.report.ListPage;
import dev.toktra.devstack.provider.script.Fault;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Users, projects, keys and service accounts. */
final class OpenAiLists {

    private static final long CREATED = 1_711_471_533;

    private final Names names;

    OpenAiLists(Names names) {
        this.names = names;
    }

    Answer users(Call call) {
        OpenAiQuery query = new OpenAiQuery(call, Set.of("limit", "after", "emails", "emails[]"));
        List<String> emails = call.query().all("emails[]");
        List<ObjectNode> users = names.users().stream()
                .filter(user -> user.provider() == Provider.OPENAI && !user.removed())
                .filter(user -> emails.isEmpty() || emails.contains(user.email()))
                .map(OpenAiLists::user)
                .toList();
        return list(call, query, users);
    }

    Answer projects(Call call) {
        OpenAiQuery query = new OpenAiQuery(call, Set.of("limit", "after", "include_archived"));
        boolean archived = call.query().one("include_archived").orElse("false").equals("true");
        List<ObjectNode> projects = names.projects().stream()
                .filter(project -> project.provider() == Provider.OPENAI && (archived || !project.archived()))
                .map(OpenAiLists::project)
                .toList();
        return list(call, query, projects);
    }

    Answer keys(Call call) {
        OpenAiQuery query = new OpenAiQuery(call, Set.of("limit", "after", "owner_project_access"));
        boolean any = call.query().one("owner_project_access").orElse("").equals("any");
        List<ObjectNode> keys = keysOf(call).stream()
                .filter(key -> any || !key.ownerWithoutAccess())
                .map(this::key)
                .toList();
        return list(call, query, keys);
    }

    Answer serviceAccounts(Call call) {
        OpenAiQuery query = new OpenAiQuery(call, Set.of("limit", "after"));
        List<ObjectNode> accounts = keysOf(call).stream()
                .map(ApiKey::serviceAccount)
                .filter(Objects::nonNull)
                .distinct()
                .map(account ->
                        serviceAccount(String.valueOf(account)).put("object", "organization.project.service_account"))
                .toList();
        return list(call, query, accounts);
    }

    private List<ApiKey> keysOf(Call call) {
        if (names.project(Provider.OPENAI, call.part(0)).isEmpty()) {
            throw new Refused(OpenAiErrors.wrong(404, Fault.REFUSED));
        }
        return names.keys().stream()
                .filter(key -> key.provider() == Provider.OPENAI && !key.deleted())
                .filter(key -> call.part(0).equals(key.project()))
                .toList();
    }

    private static Answer list(Call call, OpenAiQuery query, List<ObjectNode> all) {
        int limit = query.limit(20, 100);
        ListPage<ObjectNode> page = ListPage.after(call.query().one("after"), all, OpenAiLists::id, limit)
                .orElseThrow(() -> OpenAiErrors.invalid("No such object to list after.", "after"));
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = body.putArray("data");
        data.addAll(page.items());
        return Answer.ok(body.put("first_id", data.path(0).path("id").asText(null))
                .put("last_id", data.path(data.size() - 1).path("id").asText(null))
                .put("has_more", page.more()));
    }

    private static String id(ObjectNode item) {
        return item.path("id").asText();
    }

    private static ObjectNode user(User user) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("object", "organization.user")
                .put("id", user.id())
                .put("name", user.email())
                .put("email", user.email())
                .put("role", "reader")
                .put("added_at", CREATED);
    }

    private static ObjectNode project(Project project) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", project.id())
                .put("object", "organization.project")
                .put("name", project.name())
                .put("created_at", CREATED)
                .put("archived_at", project.archived() ? (Long) CREATED : null)
                .put("status", project.archived() ? "archived" : "active");
    }

    private ObjectNode key(ApiKey key) {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("object", "organization.project.api_key")
                .put("redacted_value", "sk-abc...def")
                .put("name", key.name())
                .put("created_at", CREATED)
                .put("last_used_at", CREATED + 1)
                .put("id", key.id())
                .put("owner_project_access", key.ownerWithoutAccess() ? "none" : "active");
        ObjectNode owner = row.putObject("owner");
        Optional.ofNullable(key.serviceAccount())
                .ifPresentOrElse(
                        account -> owner.put("type", "service_account").set("service_account", serviceAccount(account)),
                        () -> owner.put("type", "user").set("user", owner(key)));
        return row;
    }

    private ObjectNode owner(ApiKey key) {
        String id = String.valueOf(key.user());
        ObjectNode owner = JsonNodeFactory.instance.objectNode().put("id", id);
        String email = names.user(Provider.OPENAI, id).map(User::email).orElse(null);
        return owner.put("name", email).put("email", email).put("role", "owner").put("created_at", CREATED);
    }

    private static ObjectNode serviceAccount(String id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("name", id)
                .put("role", "member")
                .put("created_at", CREATED);
    }
}
