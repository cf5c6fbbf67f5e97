package dev.toktra.reconciliation.ledger.conservation;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down who accepted a gap, once; the loop that stands still there asks for it. */
@ApplicationScoped
class GapAcceptanceStore {

    private static final String ACCEPT = """
            update ledger_gap set accepted_at = coalesce(accepted_at, $2), accepted_by = coalesce(accepted_by, $3)
            where gap_id = $1
            returning gap_id, topic_id, partition, from_offset, to_offset, found_at, accepted_at, accepted_by""";

    private final Pool worker;
    private final Clock clock;

    GapAcceptanceStore(@ReactiveDataSource("worker") Pool worker, Clock clock) {
        this.worker = worker;
        this.clock = clock;
    }

    /** The gap as it is accepted now; null where there is none. */
    Uni<@Nullable RetentionGap> accept(UUID gapId, String subject) {
        return worker.preparedQuery(ACCEPT)
                .execute(Tuple.of(gapId, clock.instant().atOffset(ZoneOffset.UTC), subject))
                .map(rows -> rows.size() == 0
                        ? null
                        : LedgerStore.gap(rows.iterator().next()));
    }
}
