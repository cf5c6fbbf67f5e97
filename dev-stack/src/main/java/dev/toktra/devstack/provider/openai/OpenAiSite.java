package dev.toktra.devstack.provider.openai;

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

/** OpenAI as an administrator's key sees it. */
public final class OpenAiSite implements Site {

    private static final List<String> DIMENSIONS =
            List.of("project_id", "user_id", "api_key_id", "model", "batch", "service_tier", "line_item");
    private static final List<String> PROMISED = List.of(
            "object", "input_tokens", "output_tokens", "num_model_requests", "amount", "id", "email", "name", "owner");
    private static final List<String> FINE = List.of(
            "input_cached_tokens",
            "input_cache_write_tokens",
            "input_uncached_tokens",
            "input_text_tokens",
            "input_cached_text_tokens",
            "output_text_tokens",
            "quantity",
            "quantity_unit");

    private final Book book;
    private final List<Route> routes;

    public OpenAiSite(Book book, Script script) {
        this.book = book;
        OpenAiCosts costs = new OpenAiCosts(book, script);
        OpenAiLists lists = new OpenAiLists(book.names());
        this.routes = List.of(
                usage("completions", book, script),
                usage("embeddings", book, script),
                usage("moderations", book, script),
                Route.get("costs", "/organization/costs", admitted(costs::page)),
                Route.get("users", "/organization/users", admitted(lists::users)),
                Route.get("projects", "/organization/projects", admitted(lists::projects)),
                Route.get("api_keys", "/organization/projects/([^/]+)/api_keys", admitted(lists::keys)),
                Route.get(
                        "service_accounts",
                        "/organization/projects/([^/]+)/service_accounts",
                        admitted(lists::serviceAccounts)));
    }

    private Route usage(String kind, Book figures, Script script) {
        OpenAiUsage usage = new OpenAiUsage(kind, figures, script);
        return Route.get("usage/" + kind, "/organization/usage/" + kind, admitted(usage::page));
    }

    private Function<Call, Answer> admitted(Function<Call, Answer> endpoint) {
        return call -> {
            String key = call.bearer().orElse("");
            if (key.startsWith("sk-proj-") || key.startsWith("sk-svcacct-")) {
                throw new Refused(wrong(403, Fault.FORBIDDEN));
            }
            Admission admission = book.names()
                    .credentials()
                    .admission(Provider.OPENAI, key)
                    .orElseThrow(() -> new Refused(wrong(401, Fault.UNAUTHORIZED)));
            if (admission == Admission.WITHOUT_SCOPE) {
                throw new Refused(wrong(403, Fault.FORBIDDEN));
            }
            return endpoint.apply(call);
        };
    }

    @Override
    public Provider provider() {
        return Provider.OPENAI;
    }

    @Override
    public String prefix() {
        return "/openai/v1";
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public Answer wrong(int status, Fault fault) {
        return OpenAiErrors.wrong(status, fault);
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
        return new RowShape(PROMISED, FINE, DIMENSIONS);
    }
}
