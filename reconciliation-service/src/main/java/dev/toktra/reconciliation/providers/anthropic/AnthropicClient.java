package dev.toktra.reconciliation.providers.anthropic;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.Access.AnthropicAccess;
import dev.toktra.reconciliation.providers.AccessCheck;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.NamesRead;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.ProviderUsageClient;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import dev.toktra.reconciliation.providers.http.Address;
import dev.toktra.reconciliation.providers.http.Buckets;
import dev.toktra.reconciliation.providers.http.NameTally;
import dev.toktra.reconciliation.providers.http.Query;
import dev.toktra.reconciliation.providers.http.ReadsClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Reads usage and names from Anthropic's admin API. */
@Singleton
public class AnthropicClient implements ProviderUsageClient {

    /** All that may be asked for: a sixth dimension is refused. */
    private static final List<String> BY = List.of("account_id", "api_key_id", "workspace_id", "model", "service_tier");

    private static final String MESSAGES = "v1/organizations/usage_report/messages";

    private final ReadsClient reads;
    private final Clock clock;

    @Inject
    public AnthropicClient(ReadsClient reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    @Override
    public Provider provider() {
        return Provider.ANTHROPIC;
    }

    @Override
    public Uni<WindowRead<ProviderCount>> counts(Access access, Source source, Window window) {
        AnthropicAccess mine = mine(access);
        if (source != Source.ANTHROPIC_MESSAGES) {
            throw new IllegalArgumentException(source + " is not counted by Anthropic");
        }
        AnthropicDialect dialect = new AnthropicDialect(mine);
        Query query = usage(window);
        return reads.window(dialect, () -> {
            Buckets<Counts> counts = new Buckets<>(window, Counts::plus);
            return reads.walk(
                            dialect,
                            cursor -> new Address(mine.base()).at(MESSAGES, query.withOptional("page", cursor)),
                            page -> AnthropicMapper.usage(page, counts))
                    .map(pages -> counts.complete(pages, found -> found));
        });
    }

    @Override
    public Uni<NamesRead> names(Access access) {
        AnthropicAccess mine = mine(access);
        AnthropicDialect dialect = new AnthropicDialect(mine);
        return reads.names(dialect, () -> {
            NameTally names = new NameTally();
            Uni<Integer> users = list(mine, "users", page -> AnthropicMapper.users(page, names));
            Uni<Integer> keys = list(mine, "api_keys", page -> AnthropicMapper.keys(page, names));
            Uni<Integer> workspaces = list(mine, "workspaces", page -> AnthropicMapper.workspaces(page, names));
            return names.list("people", users)
                    .flatMap(pages -> names.list("keys", keys))
                    .flatMap(pages -> names.list("workspaces", workspaces))
                    .map(pages -> names.complete());
        });
    }

    @Override
    public Uni<AccessCheck> test(Access access) {
        AnthropicAccess mine = mine(access);
        AnthropicDialect dialect = new AnthropicDialect(mine);
        Address address = new Address(mine.base());
        Query yesterday = Query.NONE
                .with("starting_at", Width.DAY.floor(clock.instant().minus(Duration.ofDays(1))))
                .with("bucket_width", "1d")
                .with("limit", 1);
        return reads.test(
                dialect,
                List.of(reads.one(dialect, address.at(MESSAGES, yesterday))),
                List.of(reads.one(dialect, address.at("v1/organizations/users", Query.NONE.with("limit", 1)))));
    }

    private Uni<Integer> list(AnthropicAccess access, String list, ReadsClient.PageReader reader) {
        Query all = Query.NONE.with("limit", 1000);
        Query query = list.equals("workspaces") ? all.with("include_archived", true) : all;
        return reads.walk(
                new AnthropicDialect(access),
                cursor -> new Address(access.base())
                        .at("v1/organizations/" + list, query.withOptional("after_id", cursor)),
                reader);
    }

    /** A day's hours or a week's days a page: more would be allowed, and dense reports are refused then. */
    private static Query usage(Window window) {
        boolean hours = window.width() == Width.HOUR;
        return Query.NONE
                .with("starting_at", window.start())
                .with("ending_at", window.end())
                .with("bucket_width", hours ? "1h" : "1d")
                .with("limit", hours ? 24 : 7)
                .withEach("group_by[]", BY);
    }

    static AnthropicAccess mine(Access access) {
        if (access instanceof AnthropicAccess mine) {
            return mine;
        }
        throw new IllegalArgumentException("not an access to Anthropic");
    }
}
