package dev.toktra.reconciliation.providers.azure;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.Access.AzureAccess;
import dev.toktra.reconciliation.providers.AccessCheck;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.NamesRead;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.ProviderUsageClient;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import dev.toktra.reconciliation.providers.http.BearerTokens;
import dev.toktra.reconciliation.providers.http.Buckets;
import dev.toktra.reconciliation.providers.http.Measures;
import dev.toktra.reconciliation.providers.http.NameTally;
import dev.toktra.reconciliation.providers.http.ProviderFault;
import dev.toktra.reconciliation.providers.http.ProviderHttpClient;
import dev.toktra.reconciliation.providers.http.ReadsClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads what deployments of Azure OpenAI used; Azure knows neither people nor keys. */
@Singleton
public class AzureClient implements ProviderUsageClient {

    private final ReadsClient reads;
    private final ProviderHttpClient http;
    private final Clock clock;
    private final BearerTokens tokens;

    @Inject
    public AzureClient(ReadsClient reads, ProviderHttpClient http, Clock clock) {
        this.reads = reads;
        this.http = http;
        this.clock = clock;
        this.tokens = new BearerTokens(clock);
    }

    @Override
    public Provider provider() {
        return Provider.AZURE_OPENAI;
    }

    @Override
    public Uni<WindowRead<ProviderCount>> counts(Access access, Source source, Window window) {
        AzureDialect azure = dialect(access);
        if (source != Source.AZURE_TOKENS) {
            throw new IllegalArgumentException(source + " is not counted by Azure");
        }
        return reads.window(azure, () -> {
            Buckets<Measures> buckets = new Buckets<>(window, Measures::plus);
            return new AzureResourcesClient(reads, azure)
                    .accounts(buckets.tally()::each)
                    .flatMap(accounts -> metrics(azure, accounts, buckets))
                    .map(pages -> buckets.complete(pages, Measures::counts));
        });
    }

    @Override
    public Uni<NamesRead> names(Access access) {
        AzureDialect azure = dialect(access);
        AzureResourcesClient resources = new AzureResourcesClient(reads, azure);
        return reads.names(azure, () -> {
            NameTally names = new NameTally();
            return resources.accounts(names::each).flatMap(accounts -> {
                Uni<Integer> all = Uni.createFrom().item(0);
                for (AzureAccount account : accounts) {
                    names.project(account.key(), account.name());
                    all = all.flatMap(before -> names.list("deployments", deployments(resources, account, names)));
                }
                return all.map(done -> names.complete());
            });
        });
    }

    @Override
    public Uni<AccessCheck> test(Access access) {
        AzureDialect azure = dialect(access);
        Instant now = clock.instant();
        Window hour = Window.covering(now.minus(Duration.ofHours(1)), now, Width.HOUR);
        Uni<Boolean> usage = new AzureResourcesClient(reads, azure)
                .accounts(new NameTally()::each)
                .flatMap(accounts -> accounts.isEmpty()
                        ? Uni.createFrom().failure(noAccount())
                        : mayReadMetrics(azure, accounts.get(0), hour));
        return reads.test(azure, List.of(usage), List.of());
    }

    private Uni<Integer> metrics(AzureDialect azure, List<AzureAccount> accounts, Buckets<Measures> buckets) {
        AzureMetricsClient metrics = new AzureMetricsClient(reads, azure);
        Uni<Integer> all = Uni.createFrom().item(0);
        for (AzureAccount account : accounts) {
            all = all.flatMap(before -> metrics.read(account, buckets).map(pages -> before + pages));
        }
        return all;
    }

    private static Uni<Integer> deployments(AzureResourcesClient resources, AzureAccount account, NameTally names) {
        return resources.withDeployments(account, names::each).map(whole -> {
            whole.deployments().forEach((deployment, model) -> names.deployment(account.key(), deployment, model));
            return 1;
        });
    }

    /** Also a metric that the account does not have proves that metrics may be read. */
    private Uni<Boolean> mayReadMetrics(AzureDialect azure, AzureAccount account, Window hour) {
        return new AzureMetricsClient(reads, azure)
                .ask(account, Family.OPENAI, hour)
                .replaceWith(true)
                .onFailure(failure -> failure instanceof ProviderFault fault
                        && fault.trouble().failure() == Failure.REFUSED)
                .recoverWithItem(true);
    }

    private static ProviderFault noAccount() {
        return ProviderFault.of(
                Failure.REFUSED,
                "The subscriptions have no account that serves models, or the application may not see it: give it the"
                        + " roles Reader and Monitoring Reader on each subscription.");
    }

    private AzureDialect dialect(Access access) {
        if (access instanceof AzureAccess mine) {
            return new AzureDialect(mine, tokens, http);
        }
        throw new IllegalArgumentException("not an access to Azure");
    }
}
