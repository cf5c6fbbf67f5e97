package dev.toktra.statetopics.read;

import dev.toktra.events.EventJson;
import dev.toktra.events.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tables whose rows of a state are deleted and written anew whenever it changes, each by one statement for all states.
 *
 * @param remove statements that delete the rows of the keys {@code $1::text[]}
 * @param insert statements that insert the rows of the states of the JSON array {@code $1::text::jsonb}
 */
public record JsonStateTable<S extends State>(List<String> remove, List<String> insert) implements StateTable<S> {

    public JsonStateTable {
        remove = List.copyOf(remove);
        insert = List.copyOf(insert);
    }

    @Override
    public Uni<Void> replace(SqlConnection transaction, List<S> states) {
        String json = new String(EventJson.write(states), StandardCharsets.UTF_8);
        return remove(transaction, states.stream().map(State::key).toList())
                .chain(() -> each(transaction, insert, Tuple.of(json)));
    }

    @Override
    public Uni<Void> remove(SqlConnection transaction, List<String> keys) {
        return each(transaction, remove, Tuple.of((Object) keys.toArray(String[]::new)));
    }

    private static Uni<Void> each(SqlConnection transaction, List<String> statements, Tuple parameters) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String sql : statements) {
            done = done.chain(
                    () -> transaction.preparedQuery(sql).execute(parameters).replaceWithVoid());
        }
        return done;
    }
}
