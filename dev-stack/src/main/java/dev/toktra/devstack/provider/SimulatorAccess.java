package dev.toktra.devstack.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.names.Credentials;
import dev.toktra.devstack.provider.names.Names;
import dev.toktra.devstack.provider.names.ServiceAccount;
import java.net.URI;

/** Base URLs and made-up secrets of the simulated providers. */
public final class SimulatorAccess {

    private final String url;
    private final Names names;

    SimulatorAccess(String url, Names names) {
        this.url = url;
        this.names = names;
    }

    public URI openai() {
        return URI.create(url + "/openai/v1");
    }

    public URI anthropic() {
        return URI.create(url + "/anthropic");
    }

    public URI azureLogin() {
        return URI.create(url + "/azure/login");
    }

    public URI azureManagement() {
        return URI.create(url + "/azure/management");
    }

    public URI gcpToken() {
        return URI.create(url + "/gcp/token");
    }

    public URI gcpMonitoring() {
        return URI.create(url + "/gcp/monitoring");
    }

    public String openaiKey() {
        return Credentials.OPENAI_KEY;
    }

    public String anthropicKey() {
        return Credentials.ANTHROPIC_KEY;
    }

    public Credentials.AzureClient azureClient() {
        return Credentials.AZURE_CLIENT;
    }

    /** The service account as the JSON file that Google lets one download. */
    public String gcpServiceAccount() {
        ServiceAccount account = names.credentials().serviceAccount();
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "service_account")
                .put("project_id", "simulated")
                .put("private_key_id", account.privateKeyId())
                .put("private_key", account.privateKeyPem())
                .put("client_email", account.clientEmail())
                .put("token_uri", gcpToken().toString())
                .toString();
    }

    ObjectNode json() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.putObject("openai").put("base", openai().toString()).put("admin_key", openaiKey());
        all.putObject("anthropic").put("base", anthropic().toString()).put("admin_key", anthropicKey());
        all.putObject("azure_openai")
                .put("login", azureLogin().toString())
                .put("management", azureManagement().toString())
                .put("tenant", azureClient().tenant())
                .put("client_id", azureClient().clientId())
                .put("client_secret", azureClient().clientSecret());
        all.putObject("gcp_vertex")
                .put("token", gcpToken().toString())
                .put("monitoring", gcpMonitoring().toString())
                .put("service_account", gcpServiceAccount());
        return all;
    }
}
