package dev.toktra.ingest.queue;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.ingest.fixture.Door;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The stack of the tests, but Kafka and PostgreSQL are behind doors. */
public final class AwayStack implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(new TestStack().start());
        int postgres = Door.named("postgres").make();
        settings.put(
                "kafka.bootstrap.servers", "127.0.0.1:" + Door.named("kafka").make());
        settings.put("toktra.device-port.request-deadline", "4s");
        settings.put("toktra.postgres.url", "postgresql://127.0.0.1:" + postgres + "/toktra");
        return settings;
    }

    @Override
    public void stop() {
        Door.named("kafka").shut();
        Door.named("postgres").shut();
    }
}
