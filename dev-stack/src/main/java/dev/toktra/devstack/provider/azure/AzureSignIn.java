package dev.toktra.devstack.provider.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.http.Query;
import dev.toktra.devstack.provider.http.Tokens;
import dev.toktra.devstack.provider.names.Credentials;
import dev.toktra.devstack.provider.names.Credentials.AzureClient;

/** Client credentials against a token that holds for an hour; there is no refresh token. */
final class AzureSignIn {

    private static final int SECONDS = 3599;

    private final Credentials credentials;
    private final Tokens tokens;

    AzureSignIn(Credentials credentials, Tokens tokens) {
        this.credentials = credentials;
        this.tokens = tokens;
    }

    Answer token(Call call) {
        Query form = call.form();
        if (!form.one("grant_type").orElse("").equals("client_credentials")) {
            throw AzureErrors.signIn(400, "unsupported_grant_type", "AADSTS70003: The grant type is not supported.");
        }
        if (form.one("resource").isPresent()) {
            throw AzureErrors.signIn(
                    400, "invalid_request", "AADSTS901002: The 'resource' request parameter is not supported.");
        }
        checkScope(form.one("scope").orElse(""), call.site() + "/management");
        checkClient(call.part(0), form);
        return Answer.ok(JsonNodeFactory.instance
                .objectNode()
                .put("token_type", "Bearer")
                .put("expires_in", SECONDS)
                .put("ext_expires_in", SECONDS)
                .put("access_token", tokens.give("azure-", Tokens.until(call.now(), SECONDS))));
    }

    private static void checkScope(String scope, String management) {
        if (!scope.equals("https://management.azure.com/.default") && !scope.equals(management + "/.default")) {
            throw AzureErrors.signIn(
                    400, "invalid_scope", "AADSTS1002012: The provided value for scope " + scope + " is not valid.");
        }
    }

    private void checkClient(String tenant, Query form) {
        AzureClient client = credentials
                .azureClient(form.one("client_id").orElse(""))
                .orElseThrow(() -> AzureErrors.signIn(
                        400, "unauthorized_client", "AADSTS700016: Application was not found in the directory."));
        if (!client.tenant().equals(tenant)) {
            throw AzureErrors.signIn(400, "invalid_request", "AADSTS90002: Tenant '" + tenant + "' not found.");
        }
        if (!client.clientSecret().equals(form.one("client_secret").orElse(""))) {
            throw AzureErrors.signIn(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
        }
    }
}
