package dev.toktra.reconciliation.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** Takes the ledger of one organisation and topic back to an earlier state, as a restored backup would. */
final class LedgerCopy {

    private static final List<String> BY_ORGANISATION = List.of(
            "stream_seen",
            "identity_seen",
            "identity",
            "identity_person",
            "usage_event",
            "usage_hourly",
            "usage_daily",
            "dirty_day",
            "dirty_fact",
            "quarantine",
            "ledger_hour");

    private final UUID org;
    private final UUID topicId;
    private final String copy = "copy_" + UUID.randomUUID().toString().replace("-", "");

    LedgerCopy(UUID org, UUID topicId) {
        this.org = org;
        this.topicId = topicId;
    }

    /** Keeps the state of now. */
    LedgerCopy take() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + copy);
            for (String table : BY_ORGANISATION) {
                statement.execute("create table %s.%s as select * from reconciliation.%s where org_id = '%s'"
                        .formatted(copy, table, table, org));
            }
            statement.execute(
                    "create table %s.stream_batch as select b.* from reconciliation.stream_batch b".formatted(copy)
                            + streamsOfOrganisation());
            statement.execute(
                    "create table %s.sink_position as select * from reconciliation.sink_position".formatted(copy)
                            + " where topic_id = '%s'".formatted(topicId));
            connection.commit();
        }
        return this;
    }

    /** Empties the ledger: as if nothing had ever been counted. */
    void empty() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            empty(statement);
            connection.commit();
        }
    }

    /** Brings the kept state back. */
    void restore() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            empty(statement);
            for (String table : BY_ORGANISATION) {
                statement.execute("insert into reconciliation.%s overriding system value select * from %s.%s"
                        .formatted(table, copy, table));
            }
            for (String table : List.of("stream_batch", "sink_position")) {
                statement.execute("insert into reconciliation.%s select * from %s.%s".formatted(table, copy, table));
            }
            connection.commit();
        }
    }

    private void empty(Statement statement) throws SQLException {
        statement.execute(
                "select from reconciliation.sink_position where topic_id = '%s' for update".formatted(topicId));
        statement.execute("delete from reconciliation.stream_batch b" + streamsOfOrganisation());
        for (String table : BY_ORGANISATION) {
            statement.execute("delete from reconciliation.%s where org_id = '%s'".formatted(table, org));
        }
        statement.execute("delete from reconciliation.sink_position where topic_id = '%s'".formatted(topicId));
    }

    private String streamsOfOrganisation() {
        return " where exists (select from reconciliation.stream_seen s where s.org_id = '%s'".formatted(org)
                + " and s.device_id = b.device_id and s.stream_id = b.stream_id)";
    }

    private static Connection superuser() throws SQLException {
        Connection connection = TestSchema.stack().database().connect();
        connection.setAutoCommit(false);
        return connection;
    }
}
