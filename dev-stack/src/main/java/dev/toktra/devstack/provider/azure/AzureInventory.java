package dev.toktra.devstack.provider.azure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.names.Account;
import dev.toktra.devstack.provider.names.Deployment;
import dev.toktra.devstack.provider.names.Names;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.report.PageToken;
import dev.toktra.devstack.provider.script.Script;
import java.util.List;

/** The AI accounts of a subscription and the deployments of an account, with links to further pages. */
final class AzureInventory {

    static final String EMPTY_SUBSCRIPTION = "simulated-subscription";

    private final Names names;
    private final Script script;

    AzureInventory(Names names, Script script) {
        this.names = names;
        this.script = script;
    }

    Answer accounts(Call call) {
        List<Account> accounts = names.accounts().stream()
                .filter(account -> account.subscription().equals(call.part(0)))
                .toList();
        if (accounts.isEmpty() && !call.part(0).equals(EMPTY_SUBSCRIPTION)) {
            throw AzureErrors.refused(
                    404, "SubscriptionNotFound", "The subscription '" + call.part(0) + "' could not be found.");
        }
        return page(call, accounts.stream().map(AzureInventory::row).toList());
    }

    Answer deployments(Call call) {
        Account account = account(call);
        return page(
                call,
                names.deployments().stream()
                        .filter(deployment -> deployment.account().equals(account.name()))
                        .map(deployment -> row(account, deployment))
                        .toList());
    }

    /** The account that the path names. */
    Account account(Call call) {
        return names.account(call.part(2))
                .filter(account -> account.subscription().equals(call.part(0)))
                .filter(account -> account.resourceGroup().equalsIgnoreCase(call.part(1)))
                .orElseThrow(() -> AzureErrors.refused(
                        404, "ResourceNotFound", "The resource '" + call.path() + "' was not found."));
    }

    private Answer page(Call call, List<ObjectNode> all) {
        String query = call.identity("$skipToken");
        int start = call.query()
                .one("$skipToken")
                .map(text -> PageToken.read(text, query)
                        .orElseThrow(() -> AzureErrors.invalid("The skip token is not valid for this request.")))
                .map(PageToken::row)
                .orElse(0);
        int end = Math.min(all.size(), start + script.rowsPerPage(Provider.AZURE_OPENAI));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode value = body.putArray("value");
        value.addAll(all.subList(Math.min(start, end), end));
        if (end < all.size()) {
            String token = PageToken.first(query, call.now()).at(0, end).text();
            body.put(
                    "nextLink",
                    call.site() + call.path() + "?api-version="
                            + call.query().one("api-version").orElse("") + "&%24skipToken="
                            + token.replace("=", "%3D"));
        }
        return Answer.ok(body);
    }

    private static ObjectNode row(Account account) {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("id", account.id())
                .put("name", account.name())
                .put("type", "Microsoft.CognitiveServices/accounts")
                .put("location", account.region());
        row.putObject("sku").put("name", "S0");
        row.put("kind", account.kind());
        ObjectNode tags = row.putObject("tags");
        account.tags().forEach(tags::put);
        row.put("etag", "W/\"datetime'2026-01-01T00%3A00%3A00Z'\"");
        row.putObject("properties")
                .put("endpoint", "https://" + account.name() + ".openai.azure.com/")
                .put("provisioningState", "Succeeded");
        return row;
    }

    private static ObjectNode row(Account account, Deployment deployment) {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("id", account.id() + "/deployments/" + deployment.name())
                .put("name", deployment.name())
                .put("type", "Microsoft.CognitiveServices/accounts/deployments");
        row.putObject("sku").put("name", "Standard").put("capacity", 1);
        ObjectNode properties = row.putObject("properties");
        properties
                .putObject("model")
                .put("format", deployment.format())
                .put("name", deployment.model())
                .put("version", deployment.version());
        properties.put("provisioningState", "Succeeded");
        return row;
    }
}
