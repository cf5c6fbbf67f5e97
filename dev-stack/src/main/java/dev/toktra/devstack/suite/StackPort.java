package dev.toktra.devstack.suite;

import java.util.Locale;

/** A port that the stack listens on, on 127.0.0.1; the environment may name another number. */
public enum StackPort {
    GATEWAY(8080, "the gateway"),
    DEVICE(8443, "devices, over mTLS"),
    MAILBOX(8025, "the mailbox page"),
    SMTP(1025, "mail, by SMTP"),
    KAFKA(19092, "Kafka"),
    POSTGRES(15432, "PostgreSQL"),
    INGEST(8101, "ingest-service, internal"),
    RECONCILIATION(8102, "reconciliation-service, internal"),
    SCORING(8103, "scoring-service, internal"),
    EXPORT(8104, "export-service, internal"),
    REPORTING(8105, "reporting-service, internal"),
    SIMULATOR(8106, "the providers that the demo simulates"),
    GATEWAY_MANAGEMENT(9100, "health and metrics of api-gateway"),
    INGEST_MANAGEMENT(9101, "health and metrics of ingest-service"),
    RECONCILIATION_MANAGEMENT(9102, "health and metrics of reconciliation-service"),
    SCORING_MANAGEMENT(9103, "health and metrics of scoring-service"),
    EXPORT_MANAGEMENT(9104, "health and metrics of export-service"),
    REPORTING_MANAGEMENT(9105, "health and metrics of reporting-service");

    private final int usual;
    private final String purpose;

    StackPort(int usual, String purpose) {
        this.usual = usual;
        this.purpose = purpose;
    }

    /** The number where the environment names none. */
    public int usual() {
        return usual;
    }

    public String purpose() {
        return purpose;
    }

    /** The environment variable that names the number, as {@code TOKTRA_GATEWAY_PORT}. */
    public String variable() {
        return "TOKTRA_" + name() + "_PORT";
    }

    /** The port of a service by its schema's name. */
    static StackPort of(String schema) {
        return valueOf(schema.toUpperCase(Locale.ROOT));
    }

    static StackPort managementOf(String schema) {
        return valueOf(schema.toUpperCase(Locale.ROOT) + "_MANAGEMENT");
    }
}
