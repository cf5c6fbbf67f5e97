package dev.toktra.reconciliation.providers.azure;

import dev.toktra.reconciliation.providers.http.Address;
import dev.toktra.reconciliation.providers.http.Query;
import dev.toktra.reconciliation.providers.http.ReadsClient;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the accounts that serve models, and what is deployed in them. */
record AzureResourcesClient(ReadsClient reads, AzureDialect azure) {

    private static final Query VERSION = Query.NONE.with("api-version", "2024-10-01");

    /** All accounts of all subscriptions, without their deployments. */
    Uni<List<AzureAccount>> accounts(AzureMapper.Elements elements) {
        List<AzureAccount> accounts = new ArrayList<>();
        Uni<Integer> all = Uni.createFrom().item(0);
        for (String subscription : azure.access().subscriptions()) {
            String path = "subscriptions/" + subscription + "/providers/Microsoft.CognitiveServices/accounts";
            Uni<Integer> walk = walk(path, page -> AzureMapper.accounts(page, accounts, elements));
            all = all.flatMap(pages -> walk);
        }
        return all.map(pages -> List.copyOf(accounts));
    }

    /** The account with its deployments. */
    Uni<AzureAccount> withDeployments(AzureAccount account, AzureMapper.Elements elements) {
        Map<String, String> models = new LinkedHashMap<>();
        return walk(account.id() + "/deployments", page -> AzureMapper.deployments(page, models, elements))
                .map(pages -> account.with(models));
    }

    private Uni<Integer> walk(String path, ReadsClient.PageReader reader) {
        Address management = new Address(azure.access().management());
        return reads.walk(azure, link -> link == null ? management.at(path, VERSION) : management.follow(link), reader);
    }
}
