package dev.toktra.reconciliation.providers.openai;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.Access.OpenAiAccess;
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
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads usage and names from OpenAI's admin API. */
@Singleton
public class OpenAiClient implements ProviderUsageClient {

    private static final List<String> BY = List.of("project_id", "user_id", "api_key_id", "model");
    private static final List<String> COMPLETIONS_ALSO_BY = List.of("batch", "service_tier");

    private final ReadsClient reads;
    private final Clock clock;

    @Inject
    public OpenAiClient(ReadsClient reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    @Override
    public Provider provider() {
        return Provider.OPENAI;
    }

    @Override
    public Uni<WindowRead<ProviderCount>> counts(Access access, Source source, Window window) {
        OpenAiAccess mine = mine(access);
        String path = path(source);
        OpenAiDialect dialect = new OpenAiDialect(mine);
        Query query = usage(source, window);
        return reads.window(dialect, () -> {
            Buckets<Counts> counts = new Buckets<>(window, Counts::plus);
            return reads.walk(
                            dialect,
                            cursor -> new Address(mine.base()).at(path, query.withOptional("page", cursor)),
                            page -> OpenAiMapper.usage(page, source, counts))
                    .map(pages -> counts.complete(pages, found -> found));
        });
    }

    @Override
    public Uni<NamesRead> names(Access access) {
        OpenAiAccess mine = mine(access);
        OpenAiDialect dialect = new OpenAiDialect(mine);
        return reads.names(dialect, () -> {
            NameTally names = new NameTally();
            Uni<Integer> users = reads.walk(
                    dialect,
                    cursor -> list(mine, "organization/users", Query.NONE, cursor),
                    list -> OpenAiMapper.users(list, names));
            Uni<Integer> projects = reads.walk(
                    dialect,
                    cursor -> list(mine, "organization/projects", Query.NONE.with("include_archived", true), cursor),
                    list -> OpenAiMapper.projects(list, names));
            return names.list("people", users)
                    .flatMap(pages -> names.list("projects", projects))
                    .flatMap(pages -> keys(mine, names, names.projects()))
                    .map(pages -> names.complete());
        });
    }

    @Override
    public Uni<AccessCheck> test(Access access) {
        OpenAiAccess mine = mine(access);
        OpenAiDialect dialect = new OpenAiDialect(mine);
        Query today = Query.NONE
                .with("start_time", Width.DAY.floor(clock.instant()).getEpochSecond())
                .with("bucket_width", "1d")
                .with("limit", 1);
        Address address = new Address(mine.base());
        return reads.test(
                dialect,
                List.of(reads.one(dialect, address.at(path(Source.OPENAI_COMPLETIONS), today))),
                List.of(
                        reads.one(dialect, address.at("organization/users", Query.NONE.with("limit", 1))),
                        reads.one(dialect, address.at("organization/projects", Query.NONE.with("limit", 1)))));
    }

    /** Keys are listed per project; without {@code owner_project_access=any} those of people who left are missing. */
    private Uni<Integer> keys(OpenAiAccess access, NameTally names, List<String> projects) {
        OpenAiDialect dialect = new OpenAiDialect(access);
        Query query = Query.NONE.with("owner_project_access", "any");
        Uni<Integer> all = Uni.createFrom().item(0);
        for (String project : projects) {
            String path = "organization/projects/" + project + "/api_keys";
            Uni<Integer> walk = reads.walk(
                    dialect,
                    cursor -> list(access, path, query, cursor),
                    list -> OpenAiMapper.keys(list, project, names));
            all = all.flatMap(pages -> names.list("keys of a project", walk));
        }
        return all;
    }

    private static URI list(OpenAiAccess access, String path, Query query, @Nullable String cursor) {
        return new Address(access.base()).at(path, query.with("limit", 100).withOptional("after", cursor));
    }

    private static String path(Source source) {
        return switch (source) {
            case OPENAI_COMPLETIONS -> "organization/usage/completions";
            case OPENAI_EMBEDDINGS -> "organization/usage/embeddings";
            default -> throw new IllegalArgumentException(source + " is not counted by OpenAI");
        };
    }

    /** A day's hours or a week's days a page: more would be allowed, and is too long for a large organisation. */
    private static Query usage(Source source, Window window) {
        boolean hours = window.width() == Width.HOUR;
        Query query = Query.NONE
                .with("start_time", window.start().getEpochSecond())
                .with("end_time", window.end().getEpochSecond())
                .with("bucket_width", hours ? "1h" : "1d")
                .with("limit", hours ? 24 : 7)
                .withEach("group_by[]", BY);
        return source == Source.OPENAI_COMPLETIONS ? query.withEach("group_by[]", COMPLETIONS_ALSO_BY) : query;
    }

    static OpenAiAccess mine(Access access) {
        if (access instanceof OpenAiAccess mine) {
            return mine;
        }
        throw new IllegalArgumentException("not an access to OpenAI");
    }
}
