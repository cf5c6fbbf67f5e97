package dev.toktra.reconciliation.providers.polling;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A statement whose parameters are given in order. */
final class Sql implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement statement;
    private int parameters;

    Sql(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        this.statement = connection.prepareStatement(sql);
    }

    Sql id(UUID id) throws SQLException {
        statement.setObject(++parameters, id);
        return this;
    }

    Sql text(@Nullable String text) throws SQLException {
        statement.setString(++parameters, text);
        return this;
    }

    Sql number(long number) throws SQLException {
        statement.setLong(++parameters, number);
        return this;
    }

    Sql count(@Nullable Integer count) throws SQLException {
        statement.setObject(++parameters, count, Types.INTEGER);
        return this;
    }

    /** {@link Instant#MAX} is infinity. */
    Sql time(@Nullable Instant time) throws SQLException {
        OffsetDateTime value =
                time == null ? null : time.equals(Instant.MAX) ? OffsetDateTime.MAX : time.atOffset(ZoneOffset.UTC);
        statement.setObject(++parameters, value, Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    Sql texts(Collection<String> texts) throws SQLException {
        statement.setArray(++parameters, connection.createArrayOf("text", texts.toArray()));
        return this;
    }

    Sql ids(Collection<UUID> ids) throws SQLException {
        statement.setArray(++parameters, connection.createArrayOf("uuid", ids.toArray()));
        return this;
    }

    int update() throws SQLException {
        return statement.executeUpdate();
    }

    ResultSet query() throws SQLException {
        return statement.executeQuery();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null || time.equals(OffsetDateTime.MAX) ? null : time.toInstant();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
