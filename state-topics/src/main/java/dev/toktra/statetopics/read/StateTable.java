package dev.toktra.statetopics.read;

import dev.toktra.events.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/**
 * Where a reader's states go: its own tables. Both methods run in the transaction that also moves the reader's position,
 * so whatever they write on that connection is written exactly once; a failure takes all of it back.
 */
public interface StateTable<S extends State> {

    /**
     * Writes states over what was there. None is deleted, no key comes twice, each is newer than any seen before of its
     * key, and they come in the order of their keys.
     */
    Uni<Void> replace(SqlConnection transaction, List<S> states);

    /** Removes things that are gone, by their keys on the topic; some may never have been there. */
    Uni<Void> remove(SqlConnection transaction, List<String> keys);
}
