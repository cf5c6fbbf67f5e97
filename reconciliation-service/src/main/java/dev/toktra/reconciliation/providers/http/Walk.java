package dev.toktra.reconciliation.providers.http;

import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk over pages: a cursor that comes again and too many pages are faults. */
final class Walk {

    private final ProviderHttpClient http;
    private final Dialect dialect;
    private final ReadsClient.PageQuery query;
    private final ReadsClient.PageReader reader;
    private final int maxPages;
    private final Set<String> seen = new HashSet<>();

    @SuppressWarnings("checkstyle:ParameterNumber") // made in one place, which names them
    Walk(
            ProviderHttpClient http,
            Dialect dialect,
            ReadsClient.PageQuery query,
            ReadsClient.PageReader reader,
            int maxPages) {
        this.http = http;
        this.dialect = dialect;
        this.query = query;
        this.reader = reader;
        this.maxPages = maxPages;
    }

    /** The number of pages, those done before counted in. */
    Uni<Integer> from(@Nullable String cursor, int done) {
        if (done >= maxPages) {
            throw ProviderFault.broken(dialect.name() + " has more than " + maxPages
                    + " pages for one question: ask for less at once or allow more.");
        }
        return http.get(dialect, query.of(cursor)).flatMap(page -> {
            String next = reader.read(page);
            if (next == null) {
                return Uni.createFrom().item(done + 1);
            }
            if (!seen.add(next)) {
                throw ProviderFault.broken(dialect.name() + " leads in a circle: it named the same page twice.");
            }
            return from(next, done + 1);
        });
    }
}
