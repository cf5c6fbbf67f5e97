package dev.toktra.reconciliation.providers.azure;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An account that serves models.
 *
 * @param id its path among Azure's resources, with a leading slash
 * @param deployments model by deployment; Azure does not tell names apart by case
 */
record AzureAccount(String id, String name, @Nullable String location, Map<String, String> deployments) {

    AzureAccount {
        Map<String, String> models = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        models.putAll(deployments);
        deployments = models;
    }

    /** The same for all spellings of the path. */
    String key() {
        return id.toLowerCase(Locale.ROOT);
    }

    AzureAccount with(Map<String, String> models) {
        return new AzureAccount(id, name, location, models);
    }
}
