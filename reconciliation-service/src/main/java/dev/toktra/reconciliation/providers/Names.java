package dev.toktra.reconciliation.providers;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's ids stand for now. Who or what was removed is missing here and still occurs in usage: keep what was
 * read before, and take a missing id for no news.
 *
 * @param users people by id
 * @param keys API keys by id
 * @param projects names by project, workspace, Azure account or GCP project id, as in {@link Dimensions#project}
 * @param deployments Azure: model by {@link #deployment account and deployment}
 */
public record Names(
        Map<String, UserName> users,
        Map<String, KeyName> keys,
        Map<String, String> projects,
        Map<String, String> deployments) {

    public static final Names NONE = new Names(Map.of(), Map.of(), Map.of(), Map.of());

    public Names {
        users = Map.copyOf(users);
        keys = Map.copyOf(keys);
        projects = Map.copyOf(projects);
        deployments = Map.copyOf(deployments);
    }

    /** The key of a deployment in {@link #deployments}: its account's id, a slash and its name. */
    public static String deployment(String account, String deployment) {
        return account + "/" + deployment;
    }

    /** The deployment's name in a key of {@link #deployments}. */
    public static String deploymentIn(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    public record UserName(@Nullable String email, @Nullable String name) {}

    /**
     * Whose an API key is: at most one of owner and service account is given. Anthropic names the creator as the owner,
     * which is not always who uses it.
     *
     * @param owner id of a person as in {@link #users}, which may have left
     * @param ownerEmail the owner's address where the provider says it beside the key
     * @param serviceAccount name (or else id) of the owner that is no person
     */
    public record KeyName(
            @Nullable String name,
            @Nullable String owner,
            @Nullable String ownerEmail,
            @Nullable String serviceAccount,
            @Nullable String project) {}
}
