package dev.toktra.agent.sender;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** What a sender works with: its connection, the clock that stamps {@code sent_at}, and the dice of its waits. */
public record SenderLink(Vertx vertx, IngestClient client, Clock clock, RandomGenerator random) {}
