package dev.toktra.problem;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;

/** Vert.x' way in, found by its service loader: every server that this Vert.x opens has its connections watched. */
public final class WatchedTransportProvider implements VertxServiceProvider {

    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new WatchedTransport(builder.findTransport()));
    }
}
