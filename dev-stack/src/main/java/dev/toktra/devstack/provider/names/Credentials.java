package dev.toktra.devstack.provider.names;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who may ask: made-up admin keys, Azure clients and one Google service account. */
public final class Credentials {

    public static final String OPENAI_KEY = "sk-admin-simulator";
    public static final String ANTHROPIC_KEY = "sk-ant-admin01-simulator";
    public static final AzureClient AZURE_CLIENT =
            new AzureClient("simulated-tenant", "simulated-client", "simulated-secret");

    private final Map<String, Admission> keys = new ConcurrentHashMap<>();
    private final Map<String, AzureClient> azureClients = new ConcurrentHashMap<>();
    private @Nullable ServiceAccount serviceAccount;

    /** What a key may do: everything, or nothing because it lacks the scope. */
    public enum Admission {
        FULL,
        WITHOUT_SCOPE
    }

    /** A key of OpenAI or Anthropic. */
    public record AdminKey(Provider provider, String key, Admission admission) {}

    /** An application registered in a tenant. */
    public record AzureClient(String tenant, String clientId, String clientSecret) {}

    Credentials() {
        admit(new AdminKey(Provider.OPENAI, OPENAI_KEY, Admission.FULL));
        admit(new AdminKey(Provider.ANTHROPIC, ANTHROPIC_KEY, Admission.FULL));
        admit(AZURE_CLIENT);
    }

    public void admit(AdminKey key) {
        keys.put(key.provider().word() + " " + key.key(), key.admission());
    }

    public void admit(AzureClient client) {
        azureClients.put(client.clientId(), client);
    }

    public synchronized void admit(ServiceAccount account) {
        serviceAccount = account;
    }

    /** From now on the key is unknown. */
    public void revoke(Provider provider, String key) {
        keys.remove(provider.word() + " " + key);
    }

    public Optional<Admission> admission(Provider provider, String key) {
        return Optional.ofNullable(keys.get(provider.word() + " " + key));
    }

    public Optional<AzureClient> azureClient(String clientId) {
        return Optional.ofNullable(azureClients.get(clientId));
    }

    /** The one service account; its key is made when it is first asked for. */
    public synchronized ServiceAccount serviceAccount() {
        ServiceAccount account = Optional.ofNullable(serviceAccount).orElseGet(ServiceAccount::generated);
        serviceAccount = account;
        return account;
    }

    public List<AdminKey> adminKeys() {
        return keys.entrySet().stream()
                .map(entry -> adminKey(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static AdminKey adminKey(String place, Admission admission) {
        int space = place.indexOf(' ');
        return new AdminKey(Provider.of(place.substring(0, space)), place.substring(space + 1), admission);
    }

    public List<AzureClient> azureClients() {
        return List.copyOf(azureClients.values());
    }
}
