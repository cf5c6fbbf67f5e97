package dev.toktra.agent.population;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists that providers keep: of users, keys, projects or workspaces, Azure's accounts with their deployments, and prices. */
public record ProviderNames(
        List<User> users,
        List<Key> keys,
        List<Project> projects,
        List<Account> accounts,
        List<Deployment> deployments,
        List<Tag> tags) {

    public ProviderNames {
        users = List.copyOf(users);
        keys = List.copyOf(keys);
        projects = List.copyOf(projects);
        accounts = List.copyOf(accounts);
        deployments = List.copyOf(deployments);
        tags = List.copyOf(tags);
    }

    /** Somebody whom a provider knows by an address. */
    public record User(String provider, String id, String email) {}

    /** A key of a user, or of a program. */
    public record Key(
            String provider,
            String id,
            String name,
            @Nullable String user,
            @Nullable String program,
            @Nullable String project) {}

    /** A project of OpenAI or GCP, or a workspace of Anthropic. */
    public record Project(String provider, String id, String name) {}

    /** An account of Azure. */
    public record Account(String name, String region) {}

    /** What a model costs, by the name that the provider bills it under. */
    public record Tag(String provider, String model, Price price) {}

    /** A model under a name of its own in an account of Azure. */
    public record Deployment(String account, String name, String model, String version) {}
}
