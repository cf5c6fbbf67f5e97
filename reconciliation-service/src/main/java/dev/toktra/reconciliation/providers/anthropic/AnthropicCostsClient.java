package dev.toktra.reconciliation.providers.anthropic;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.Access.AnthropicAccess;
import dev.toktra.reconciliation.providers.ProviderCost;
import dev.toktra.reconciliation.providers.ProviderCostClient;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import dev.toktra.reconciliation.providers.http.Address;
import dev.toktra.reconciliation.providers.http.Costs;
import dev.toktra.reconciliation.providers.http.Query;
import dev.toktra.reconciliation.providers.http.ReadsClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Reads what Anthropic bills, by day, workspace and line item; without the priority tier, which is not in the report. */
@Singleton
public class AnthropicCostsClient implements ProviderCostClient {

    private static final String COSTS = "v1/organizations/cost_report";

    private final ReadsClient reads;

    @Inject
    public AnthropicCostsClient(ReadsClient reads) {
        this.reads = reads;
    }

    @Override
    public Source source() {
        return Source.ANTHROPIC_COSTS;
    }

    @Override
    public Uni<WindowRead<ProviderCost>> costs(Access access, Window window) {
        AnthropicAccess mine = AnthropicClient.mine(access);
        window.mustBe(Width.DAY);
        AnthropicDialect dialect = new AnthropicDialect(mine);
        Query query = Query.NONE
                .with("starting_at", window.start())
                .with("ending_at", window.end())
                .with("bucket_width", "1d")
                .with("limit", 31)
                .withEach("group_by[]", List.of("workspace_id", "description"));
        return reads.window(dialect, () -> {
            Costs costs = new Costs(window);
            return reads.walk(
                            dialect,
                            cursor -> new Address(mine.base()).at(COSTS, query.withOptional("page", cursor)),
                            page -> AnthropicMapper.costs(page, costs))
                    .map(costs::complete);
        });
    }
}
