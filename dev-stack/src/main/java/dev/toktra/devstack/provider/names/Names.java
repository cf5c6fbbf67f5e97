package dev.toktra.devstack.provider.names;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The lists that providers keep of users, keys, projects, accounts, deployments and prices; adding one again replaces it. */
public final class Names {

    private final Map<String, User> users = new ConcurrentSkipListMap<>();
    private final Map<String, ApiKey> keys = new ConcurrentSkipListMap<>();
    private final Map<String, Project> projects = new ConcurrentSkipListMap<>();
    private final Map<String, Account> accounts = new ConcurrentSkipListMap<>();
    private final Map<String, Deployment> deployments = new ConcurrentSkipListMap<>();
    private final Map<String, PriceTag> prices = new ConcurrentSkipListMap<>();
    private final Credentials credentials = new Credentials();

    public Credentials credentials() {
        return credentials;
    }

    public void add(User user) {
        users.put(user.provider().word() + "/" + user.id(), user);
    }

    public void add(ApiKey key) {
        keys.put(key.provider().word() + "/" + key.id(), key);
    }

    public void add(Project project) {
        projects.put(project.provider().word() + "/" + project.id(), project);
    }

    public void add(Account account) {
        accounts.put(account.name(), account);
    }

    public void add(Deployment deployment) {
        if (!accounts.containsKey(deployment.account())) {
            throw new IllegalArgumentException("there is no account " + deployment.account());
        }
        deployments.put(deployment.account() + "/" + deployment.name(), deployment);
    }

    public void add(PriceTag price) {
        prices.put(price.provider().word() + "/" + price.model(), price);
    }

    public List<User> users() {
        return List.copyOf(users.values());
    }

    public List<ApiKey> keys() {
        return List.copyOf(keys.values());
    }

    public List<Project> projects() {
        return List.copyOf(projects.values());
    }

    public List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    public List<Deployment> deployments() {
        return List.copyOf(deployments.values());
    }

    public List<PriceTag> prices() {
        return List.copyOf(prices.values());
    }

    /** What a model costs; made up where nobody said it. */
    public PriceTag price(Provider provider, String model) {
        PriceTag said = prices.get(provider.word() + "/" + model);
        return said == null ? PriceTag.madeUp(provider, model) : said;
    }

    public Optional<User> user(Provider provider, String id) {
        return Optional.ofNullable(users.get(provider.word() + "/" + id));
    }

    public Optional<ApiKey> key(Provider provider, String id) {
        return Optional.ofNullable(keys.get(provider.word() + "/" + id));
    }

    public Optional<Project> project(Provider provider, String id) {
        return Optional.ofNullable(projects.get(provider.word() + "/" + id));
    }

    public Optional<Account> account(String name) {
        return Optional.ofNullable(accounts.get(name));
    }

    public Optional<Deployment> deployment(String account, String name) {
        return Optional.ofNullable(deployments.get(account + "/" + name));
    }
}
