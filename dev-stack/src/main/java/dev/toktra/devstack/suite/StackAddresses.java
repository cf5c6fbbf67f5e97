package dev.toktra.devstack.suite;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where one reaches a stack and its parts. */
public record StackAddresses(StackSettings settings) {

    /** The base URL of the public API. */
    public String gateway() {
        return settings.url(StackPort.GATEWAY);
    }

    /** The base URL for devices, over mTLS. */
    public String ingest() {
        return settings.url(StackPort.DEVICE);
    }

    /** Where the simulated providers are; what they count is shown below it at {@code /truth}. */
    public String simulator() {
        return settings.url(StackPort.SIMULATOR);
    }

    /** By their names in {@code status --json}; what is not there has no entry. */
    public Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>(Map.of(
                "gateway", gateway(),
                "ingest", ingest(),
                "postgres", settings.database().url(),
                "kafka", settings.bootstrapServers(),
                "device_ca", settings.directory().deviceCa().toString()));
        if (!settings.mailbox().isEmpty()) {
            facts.put("mailbox", settings.mailbox());
        }
        if (settings.simulated()) {
            facts.put("simulator", simulator());
        }
        return facts;
    }

    /** A part's own address; empty where it has none. */
    public String url(String part) {
        return switch (part) {
            case Parts.KAFKA -> settings.bootstrapServers();
            case Parts.POSTGRES -> settings.database().url();
            case Parts.MAILBOX -> settings.mailbox();
            case Parts.SIMULATOR -> simulator();
            default ->
                service(part).map(service -> settings.url(service.port())).orElse("");
        };
    }

    /** How another program sees that a part is ready: an URL that answers 200, {@code tcp:PORT}, or nothing. */
    public String probe(String part) {
        return switch (part) {
            case Parts.KAFKA -> "tcp:" + settings.ports().of(StackPort.KAFKA);
            case Parts.POSTGRES -> "tcp:" + settings.ports().of(StackPort.POSTGRES);
            case Parts.MAILBOX -> "tcp:" + settings.ports().of(StackPort.MAILBOX);
            case Parts.SIMULATOR -> "tcp:" + settings.ports().of(StackPort.SIMULATOR);
            default ->
                service(part)
                        .map(service -> settings.url(service.managementPort()) + "/q/health/ready")
                        .orElse("");
        };
    }

    private static Optional<Deployable> service(String part) {
        return Deployable.ALL.stream()
                .filter(service -> service.module().equals(part))
                .findFirst();
    }
}
