package dev.toktra.reconciliation.providers.polling;

import dev.toktra.devstack.provider.ProviderSimulator;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.Account;
import dev.toktra.devstack.provider.names.Credentials.AzureClient;
import dev.toktra.devstack.provider.names.Deployment;
import dev.toktra.devstack.provider.names.Project;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.names.ServiceAccount;
import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.ProviderUsageClient;
import dev.toktra.reconciliation.providers.Secret;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.anthropic.AnthropicClient;
import dev.toktra.reconciliation.providers.http.ProviderHttpClient;
import dev.toktra.reconciliation.providers.http.ReadsClient;
import dev.toktra.reconciliation.providers.openai.OpenAiClient;
import dev.toktra.reconciliation.providers.vertex.VertexClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A simulated provider of which a history is told: what it is asked with, and what is to be kept of its figures. */
record HistoryProvider(Provider provider, ProviderSimulator simulator) {

    static final int SUBJECTS = 5;

    private static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";

    /** One for all histories, because making a key takes a second. */
    private static final ServiceAccount ACCOUNT = account();

    private static ServiceAccount account() {
        try (ProviderSimulator other = ProviderSimulator.start(Clock.systemUTC())) {
            return other.book().names().credentials().serviceAccount();
        }
    }

    /** What nobody is asked about in the book is refused there. */
    void name() {
        simulator.book().names().credentials().admit(ACCOUNT);
        simulator.book().names().add(Account.of(SUBSCRIPTION, "Sales"));
        simulator.book().names().add(Project.of(Provider.GCP_VERTEX, "shop-1", "Shop"));
        for (int nth = 0; nth < SUBJECTS; nth++) {
            simulator.book().names().add(Deployment.of("Sales", "chat-" + nth, "gpt-4o-" + nth));
        }
    }

    ProviderUsageClient client(ReadsClient reads, ProviderHttpClient http, Clock clock) {
        return switch (provider) {
            case OPENAI -> new OpenAiClient(reads, clock);
            case ANTHROPIC -> new AnthropicClient(reads, clock);
            case AZURE_OPENAI -> new dev.toktra.reconciliation.providers.azure.AzureClient(reads, http, clock);
            case GCP_VERTEX -> new VertexClient(reads, http, clock);
        };
    }

    Access access() {
        var known = simulator.access();
        AzureClient azure = known.azureClient();
        return switch (provider) {
            case OPENAI -> new Access.OpenAiAccess(known.openai(), Secret.of(known.openaiKey()));
            case ANTHROPIC -> new Access.AnthropicAccess(known.anthropic(), Secret.of(known.anthropicKey()));
            case AZURE_OPENAI ->
                new Access.AzureAccess(
                        known.azureLogin(),
                        known.azureManagement(),
                        azure.tenant(),
                        azure.clientId(),
                        Secret.of(azure.clientSecret()),
                        List.of(SUBSCRIPTION));
            case GCP_VERTEX ->
                new Access.VertexAccess(
                        known.gcpToken(),
                        known.gcpMonitoring(),
                        Secret.of(known.gcpServiceAccount()),
                        List.of("shop-1"));
        };
    }

    /** The nth of those who use something, with tokens of all kinds that the provider counts. */
    Figure figure(Instant hour, int nth, int tokens) {
        var figure =
                Figure.of(provider, hour, model(nth)).tokens(tokens, tokens / 3).requests(1 + tokens % 7);
        return switch (provider) {
            case OPENAI ->
                figure.user("user_" + nth)
                        .key(key(nth))
                        .project("proj_1")
                        .tier("default")
                        .cached(tokens % 11, tokens % 5, 0)
                        .figure();
            case ANTHROPIC ->
                figure.user("user_" + nth)
                        .key(key(nth))
                        .project("wrkspc_1")
                        .tier("standard")
                        .cached(tokens % 11, tokens % 5, tokens % 3)
                        .figure();
            case AZURE_OPENAI ->
                figure.project("Sales").deployment("chat-" + nth).figure();
            case GCP_VERTEX ->
                figure.project("shop-1")
                        .tier(nth == 1 ? "dedicated" : "standard")
                        .figure();
        };
    }

    private String model(int nth) {
        return switch (provider) {
            case OPENAI -> nth == 4 ? "text-embedding-3-small" : "gpt-5-" + nth;
            case ANTHROPIC -> "claude-" + nth;
            case AZURE_OPENAI -> "gpt-4o-" + nth;
            case GCP_VERTEX -> "gemini-" + nth;
        };
    }

    private static @Nullable String key(int nth) {
        return nth == 2 ? null : "key_" + nth;
    }

    /** What is to be kept of a figure. */
    ProviderCount kept(Figure figure) {
        long input = figure.amounts().input();
        boolean embedding = figure.model().contains("embedding");
        String account = Account.of(SUBSCRIPTION, "Sales").id().toLowerCase(Locale.ROOT);
        return switch (provider) {
            case OPENAI -> embedding ? embedded(figure) : counted(figure, null, figure.requests());
            case ANTHROPIC -> counted(figure, figure.cacheWrite1h(), null);
            case AZURE_OPENAI ->
                kept(
                        figure,
                        new Dimensions(
                                figure.model(), null, null, account, figure.deployment(), null, "westeurope", false),
                        Counts.of(input, figure.output(), figure.requests()));
            case GCP_VERTEX ->
                kept(
                        figure,
                        new Dimensions(figure.model(), null, null, "shop-1", null, figure.tier(), "us-central1", false),
                        Counts.of(input, figure.output(), figure.requests()));
        };
    }

    /** Embeddings are told by fewer dimensions and without output. */
    private static ProviderCount embedded(Figure figure) {
        Dimensions dimensions =
                new Dimensions(figure.model(), figure.user(), figure.key(), figure.project(), null, null, null, false);
        return kept(figure, dimensions, Counts.of(figure.amounts().input(), 0, figure.requests()));
    }

    private static ProviderCount counted(Figure figure, @Nullable Long hourLong, @Nullable Long requests) {
        Dimensions dimensions = new Dimensions(
                figure.model(), figure.user(), figure.key(), figure.project(), null, figure.tier(), null, false);
        var amounts = figure.amounts();
        return kept(
                figure,
                dimensions,
                new Counts(
                        amounts.input(),
                        amounts.output(),
                        amounts.fresh(),
                        amounts.cacheRead(),
                        amounts.cacheWrite(),
                        hourLong,
                        requests));
    }

    private static ProviderCount kept(Figure figure, Dimensions dimensions, Counts counts) {
        return new ProviderCount(figure.hour(), Width.HOUR, dimensions, counts);
    }

    /** A figure as {@link HistoryTables} reads it. */
    static String text(ProviderCount count) {
        Dimensions of = count.dimensions();
        Counts says = count.counts();
        return String.join(
                        "|",
                        count.start().toString(),
                        of.model(),
                        open(of.user()),
                        open(of.key()),
                        open(of.project()),
                        open(of.deployment()),
                        open(of.tier()),
                        open(of.location()),
                        Boolean.toString(of.batch()))
                + " = "
                + String.join(
                        " ",
                        Long.toString(says.input()),
                        Long.toString(says.output()),
                        open(says.freshInput()),
                        open(says.cacheRead()),
                        open(says.cacheWrite()),
                        open(says.cacheWrite1h()),
                        open(says.requests()));
    }

    private static String open(@Nullable Object value) {
        return Objects.toString(value, "-");
    }
}
