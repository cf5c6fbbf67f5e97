package dev.toktra.reconciliation.providers.anthropic;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.Access.AnthropicAccess;
import dev.toktra.reconciliation.providers.CodingActivity;
import dev.toktra.reconciliation.providers.CodingActivityClient;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.WindowRead;
import dev.toktra.reconciliation.providers.http.Address;
import dev.toktra.reconciliation.providers.http.Query;
import dev.toktra.reconciliation.providers.http.ReadsClient;
import dev.toktra.reconciliation.providers.http.RowTally;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;

/** Reads what was made with Claude Code; its tokens are in Anthropic's usage already. */
@Singleton
public class ClaudeCodeClient implements CodingActivityClient {

    private static final String CLAUDE_CODE = "v1/organizations/usage_report/claude_code";

    private final ReadsClient reads;

    @Inject
    public ClaudeCodeClient(ReadsClient reads) {
        this.reads = reads;
    }

    @Override
    public Source source() {
        return Source.CLAUDE_CODE;
    }

    @Override
    public Uni<WindowRead<CodingActivity>> coding(Access access, LocalDate day) {
        AnthropicAccess mine = AnthropicClient.mine(access);
        AnthropicDialect dialect = new AnthropicDialect(mine);
        Query query = Query.NONE.with("starting_at", day).with("limit", 1000);
        return reads.window(dialect, () -> {
            RowTally<CodingMapper.Key, CodingActivity> activity = new RowTally<>(CodingActivity::plus);
            return reads.walk(
                            dialect,
                            cursor -> new Address(mine.base()).at(CLAUDE_CODE, query.withOptional("page", cursor)),
                            page -> CodingMapper.activity(page, day, activity))
                    .map(pages -> activity.complete(pages, (key, found) -> found));
        });
    }
}
