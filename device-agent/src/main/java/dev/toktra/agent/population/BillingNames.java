package dev.toktra.agent.population;

import java.util.ArrayList;
import java.util.List;

/** The names behind {@link Billing}, as the providers list them. */
final class BillingNames {

    private static final String OPENAI = "openai";
    private static final String ANTHROPIC = "anthropic";
    private static final String VERTEX = "gcp_vertex";

    private final List<ProviderNames.User> users = new ArrayList<>();
    private final List<ProviderNames.Key> keys = new ArrayList<>();
    private final List<ProviderNames.Project> projects = new ArrayList<>();
    private final List<ProviderNames.Account> accounts = new ArrayList<>();
    private final List<ProviderNames.Deployment> deployments = new ArrayList<>();
    private final Billing billing;

    private BillingNames(Billing billing) {
        this.billing = billing;
    }

    static ProviderNames of(Population population, Billing billing) {
        BillingNames names = new BillingNames(billing);
        population.departments().forEach(names::add);
        population.people().forEach(names::add);
        names.addPrograms();
        Unseen.CONTRACTORS.forEach(names::addContractor);
        names.projects.add(new ProviderNames.Project(OPENAI, Unseen.PROJECT, "Default project"));
        for (String project : List.of("halden-research", "halden-build", "halden-workspace")) {
            names.projects.add(new ProviderNames.Project(VERTEX, project, project));
        }
        List.of("halden-engineering", "halden-support", "halden-sales", "halden-office")
                .forEach(names::addAccount);
        return new ProviderNames(names.users, names.keys, names.projects, names.accounts, names.deployments, tags());
    }

    private static List<ProviderNames.Tag> tags() {
        List<ProviderNames.Tag> tags = new ArrayList<>();
        for (ModelOffer offer : Models.OFFERED) {
            tags.add(new ProviderNames.Tag(offer.provider(), Spelling.of(offer), offer.price()));
        }
        tags.add(new ProviderNames.Tag(OPENAI, Unseen.UNKNOWN_MODEL, Unseen.UNKNOWN_MODEL_PRICE));
        return tags;
    }

    private void add(Department department) {
        String slug = Billing.slug(department.name());
        projects.add(new ProviderNames.Project(OPENAI, "proj_" + slug, department.name()));
        projects.add(new ProviderNames.Project(ANTHROPIC, "wrkspc_" + slug, department.name()));
    }

    private void add(Person person) {
        String letters = Billing.letters(person);
        String user = Billing.openAiUser(person);
        String project = "proj_" + billing.department(person);
        users.add(new ProviderNames.User(OPENAI, user, person.email()));
        keys.add(new ProviderNames.Key(OPENAI, "key_" + letters, "personal", user, null, project));
        String creator = "user_" + letters;
        users.add(new ProviderNames.User(ANTHROPIC, creator, person.email()));
        keys.add(new ProviderNames.Key(
                ANTHROPIC, "apikey_" + letters, "claude-code", creator, null, billing.workspace(person)));
    }

    private void addPrograms() {
        String platform = "platform-engineering";
        keys.add(new ProviderNames.Key(
                OPENAI, Billing.SHARED_KEY, "marketing tools", null, "marketing-tools", "proj_marketing"));
        keys.add(new ProviderNames.Key(OPENAI, Billing.BUILD_KEY, "ci", null, "build-server", "proj_" + platform));
        keys.add(new ProviderNames.Key(
                ANTHROPIC, Billing.BUILD_KEY_OF_ANTHROPIC, "ci", null, "build-server", "wrkspc_" + platform));
    }

    private void addContractor(String name) {
        String user = Unseen.userOf(name);
        users.add(new ProviderNames.User(OPENAI, user, name + "@" + Unseen.CONTRACTORS_DOMAIN));
        keys.add(new ProviderNames.Key(OPENAI, Unseen.keyOf(name), "personal", user, null, Unseen.PROJECT));
    }

    private void addAccount(String account) {
        accounts.add(new ProviderNames.Account(account, "westeurope"));
        for (ModelOffer model : List.of(Models.AZURE_TOP, Models.AZURE_MIDDLE, Models.AZURE_SMALL)) {
            deployments.add(new ProviderNames.Deployment(
                    account, Billing.deployment(account, model.model()), model.model(), "1"));
        }
    }
}
