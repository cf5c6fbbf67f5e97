package dev.toktra.gateway.startup;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes the pool of the app role, for which no request waits longer than its caller would for an answer. */
@Singleton
class DirectoryPoolProducer implements PgPoolCreator {

    /** The driver's own is 30 s, in which requests that wait heap up. */
    private static final int LONGEST_WAIT_SECONDS = 3;

    @Override
    public Pool create(Input input) {
        return PgBuilder.pool()
                .with(input.poolOptions()
                        .setConnectionTimeout(LONGEST_WAIT_SECONDS)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .connectingTo(List.copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
