package dev.toktra.devstack.provider.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.book.Book;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.http.Refused;
import dev.toktra.devstack.provider.http.Route;
import dev.toktra.devstack.provider.http.Site;
import dev.toktra.devstack.provider.names.Credentials.Admission;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.report.BucketRows;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Script;
import java.util.List;
import java.util.function.Function;

/** Anthropic as an administrator's key sees it. */
public final class AnthropicSite implements Site {

    private static final List<String> DIMENSIONS = List.of(
            "account_id",
            "api_key_id",
            "workspace_id",
            "service_account_id",
            "model",
            "service_tier",
            "context_window",
            "inference_geo",
            "description",
            "email_address");

    private final Book book;
    private final List<Route> routes;

    public AnthropicSite(Book book, Script script) {
        this.book = book;
        AnthropicLists lists = new AnthropicLists(book.names());
        String root = "/v1/organizations/";
        this.routes = List.of(
                Route.get(
                        "usage_report/messages",
                        root + "usage_report/messages",
                        admitted(new AnthropicUsage(book, script)::page)),
                Route.get("cost_report", root + "cost_report", admitted(new AnthropicCosts(book, script)::page)),
                Route.get(
                        "usage_report/claude_code",
                        root + "usage_report/claude_code",
                        admitted(new ClaudeCodeUsage(book, script)::page)),
                Route.get("users", root + "users", admitted(lists::users)),
                Route.get("api_keys", root + "api_keys", admitted(lists::keys)),
                Route.get("workspaces", root + "workspaces", admitted(lists::workspaces)),
                Route.get("me", root + "me", admitted(lists::organisation)));
    }

    private Function<Call, Answer> admitted(Function<Call, Answer> endpoint) {
        return call -> {
            String key = call.header("x-api-key").or(call::bearer).orElse("");
            Admission admission = book.names()
                    .credentials()
                    .admission(Provider.ANTHROPIC, key)
                    .orElseThrow(() -> new Refused(wrong(401, Fault.UNAUTHORIZED)));
            if (admission == Admission.WITHOUT_SCOPE) {
                throw new Refused(wrong(403, Fault.FORBIDDEN));
            }
            if (!call.header("anthropic-version").orElse("").equals("2023-06-01")) {
                throw AnthropicErrors.invalid("anthropic-version: header is required");
            }
            return endpoint.apply(call);
        };
    }

    @Override
    public Provider provider() {
        return Provider.ANTHROPIC;
    }

    @Override
    public String prefix() {
        return "/anthropic";
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public Answer wrong(int status, Fault fault) {
        return AnthropicErrors.wrong(status, fault);
    }

    @Override
    public List<ArrayNode> rows(ObjectNode body) {
        return BucketRows.in(body);
    }

    @Override
    public Paging paging() {
        return new Paging("next_page", "has_more", "page");
    }

    @Override
    public RowShape shape() {
        return new RowShape(
                List.of("uncached_input_tokens", "output_tokens", "amount", "currency", "id", "actor", "core_metrics"),
                List.of("server_tool_use", "subscription_type"),
                DIMENSIONS);
    }
}
