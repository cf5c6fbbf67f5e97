package dev.toktra.reconciliation.providers.openai;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.Access.OpenAiAccess;
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
import java.time.Instant;
import java.util.List;

/** Reads what OpenAI bills, by day, project, line item and key. */
@Singleton
public class OpenAiCostsClient implements ProviderCostClient {

    /** OpenAI refuses to group older days by key; those are read without, whatever window they are asked for in. */
    static final Instant KEYS_SINCE = Instant.ofEpochSecond(1_764_979_200L);

    private static final int DAYS_A_PAGE = 31;

    private final ReadsClient reads;

    @Inject
    public OpenAiCostsClient(ReadsClient reads) {
        this.reads = reads;
    }

    @Override
    public Source source() {
        return Source.OPENAI_COSTS;
    }

    @Override
    public Uni<WindowRead<ProviderCost>> costs(Access access, Window window) {
        OpenAiAccess mine = OpenAiClient.mine(access);
        window.mustBe(Width.DAY);
        OpenAiDialect dialect = new OpenAiDialect(mine);
        return reads.window(dialect, () -> {
            Costs costs = new Costs(window);
            Uni<Integer> all = Uni.createFrom().item(0);
            for (Window part : window.cutAt(KEYS_SINCE)) {
                Query query = query(part);
                Uni<Integer> walk = reads.walk(
                        dialect,
                        cursor -> new Address(mine.base()).at("organization/costs", query.withOptional("page", cursor)),
                        page -> OpenAiMapper.costs(page, costs));
                all = all.flatMap(before -> walk.map(pages -> before + pages));
            }
            return all.map(costs::complete);
        });
    }

    private static Query query(Window window) {
        Query query = Query.NONE
                .with("start_time", window.start().getEpochSecond())
                .with("end_time", window.end().getEpochSecond())
                .with("bucket_width", "1d")
                .with("limit", DAYS_A_PAGE)
                .withEach("group_by[]", List.of("project_id", "line_item"));
        return window.start().isBefore(KEYS_SINCE) ? query : query.with("group_by[]", "api_key_id");
    }
}
