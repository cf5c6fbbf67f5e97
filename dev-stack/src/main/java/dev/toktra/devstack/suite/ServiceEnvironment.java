package dev.toktra.devstack.suite;

import dev.toktra.devstack.postgres.Database;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What a service is told by its environment; {@code docker-compose.yml} tells each the same names. */
final class ServiceEnvironment {

    /** So that there is something to see; real providers would not like it. */
    private static final Map<String, String> SIMULATED_PROVIDERS_ARE_READ = Map.of(
            "TOKTRA_CONNECTIONS_ALLOWED_HOSTS", "127.0.0.1",
            "TOKTRA_POLLING_QUICK_EVERY", "1m",
            "TOKTRA_POLLING_SLOW_EVERY", "1m");

    private final StackSettings settings;

    ServiceEnvironment(StackSettings settings) {
        this.settings = settings;
    }

    Map<String, String> of(Deployable service) {
        StackPorts ports = settings.ports();
        Map<String, String> all = new TreeMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                settings.bootstrapServers(),
                "TOKTRA_GATEWAY_URL",
                settings.url(StackPort.GATEWAY),
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                "" + ports.of(service.port()),
                "QUARKUS_MANAGEMENT_HOST",
                "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT",
                "" + ports.of(service.managementPort())));
        all.putAll(database(service.schema()));
        all.putAll(ofItsOwn(service, ports));
        if (!settings.topicsPrefix().isEmpty()) {
            all.put("TOKTRA_TOPICS_PREFIX", settings.topicsPrefix());
        }
        return all;
    }

    private Map<String, String> ofItsOwn(Deployable service, StackPorts ports) {
        Map<String, String> all = new TreeMap<>();
        if (service.equals(Deployable.INGEST)) {
            all.put("QUARKUS_HTTP_SSL_PORT", "" + ports.of(StackPort.DEVICE));
            all.put("TOKTRA_DEVICE_TLS_DIR", settings.directory().deviceCa().toString());
        }
        if (service.equals(Deployable.RECONCILIATION)) {
            all.put("TOKTRA_SECRETS_KEY_FILE", settings.directory().secretsKey().toString());
            all.putAll(settings.simulated() ? SIMULATED_PROVIDERS_ARE_READ : Map.of());
        }
        if (service.equals(Deployable.GATEWAY)) {
            all.putAll(gateway());
        }
        return all;
    }

    private Map<String, String> database(String schema) {
        UnaryOperator<String> password = settings.secrets()::of;
        Map<String, String> told =
                new TreeMap<>(Map.of("TOKTRA_POSTGRES_URL", settings.database().url()));
        for (String kind : Database.ROLES) {
            told.put(
                    "TOKTRA_POSTGRES_" + kind.toUpperCase(Locale.ROOT) + "_PASSWORD",
                    password.apply(schema + "_" + kind));
        }
        return told;
    }

    private Map<String, String> gateway() {
        Map<String, String> told = new TreeMap<>(Map.of(
                "TOKTRA_CALLER_KEY_FILE", settings.directory().callerKey().toString(),
                "TOKTRA_BOOTSTRAP_FILE", settings.directory().bootstrap().toString()));
        for (Deployable service : Deployable.ALL) {
            if (!service.equals(Deployable.GATEWAY)) {
                told.put(
                        "TOKTRA_SERVICES_" + service.schema().toUpperCase(Locale.ROOT) + "_URL",
                        settings.url(service.port()));
            }
        }
        return told;
    }
}
