package dev.toktra.reconciliation.providers.vertex;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.Access.VertexAccess;
import dev.toktra.reconciliation.providers.AccessCheck;
import dev.toktra.reconciliation.providers.NamesRead;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.ProviderUsageClient;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import dev.toktra.reconciliation.providers.http.BearerTokens;
import dev.toktra.reconciliation.providers.http.Buckets;
import dev.toktra.reconciliation.providers.http.Measures;
import dev.toktra.reconciliation.providers.http.NameTally;
import dev.toktra.reconciliation.providers.http.ProviderHttpClient;
import dev.toktra.reconciliation.providers.http.ReadsClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Reads what projects used of Vertex AI, other makers' models included; Google Cloud counts neither people nor keys. */
@Singleton
public class VertexClient implements ProviderUsageClient {

    private final ReadsClient reads;
    private final ProviderHttpClient http;
    private final Clock clock;
    private final BearerTokens tokens;

    @Inject
    public VertexClient(ReadsClient reads, ProviderHttpClient http, Clock clock) {
        this.reads = reads;
        this.http = http;
        this.clock = clock;
        this.tokens = new BearerTokens(clock);
    }

    @Override
    public Provider provider() {
        return Provider.GCP_VERTEX;
    }

    @Override
    public Uni<WindowRead<ProviderCount>> counts(Access access, Source source, Window window) {
        VertexDialect google = dialect(access);
        if (source != Source.VERTEX_TOKENS) {
            throw new IllegalArgumentException(source + " is not counted by Google Cloud");
        }
        VertexSeriesClient series = new VertexSeriesClient(reads, google);
        return reads.window(google, () -> {
            Buckets<Measures> buckets = new Buckets<>(window, Measures::plus);
            Uni<Integer> all = Uni.createFrom().item(0);
            for (String project : google.access().projects()) {
                all = all.flatMap(before -> series.read(project, buckets).map(pages -> before + pages));
            }
            return all.map(pages -> buckets.complete(pages, Measures::counts));
        });
    }

    /** Projects are known by their ids, which the access names itself. */
    @Override
    public Uni<NamesRead> names(Access access) {
        VertexDialect google = dialect(access);
        return reads.names(google, () -> {
            NameTally names = new NameTally();
            google.access().projects().forEach(project -> names.project(project, project));
            return Uni.createFrom().item(names.complete());
        });
    }

    @Override
    public Uni<AccessCheck> test(Access access) {
        VertexDialect google = dialect(access);
        VertexSeriesClient series = new VertexSeriesClient(reads, google);
        List<Uni<?>> descriptors = new ArrayList<>();
        google.access().projects().forEach(project -> descriptors.add(series.known(project, Descriptor.TOKENS)));
        return reads.test(google, descriptors, List.of());
    }

    private VertexDialect dialect(Access access) {
        if (access instanceof VertexAccess mine) {
            return new VertexDialect(mine, tokens, http, clock);
        }
        throw new IllegalArgumentException("not an access to Google Cloud");
    }
}
