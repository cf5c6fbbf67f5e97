package dev.toktra.bulksql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One statement over many rows: each parameter is a column of them, as an array for {@code unnest}. */
public final class RowsStatement<T> implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int parameters;

    public RowsStatement(Connection connection, String sql, Collection<T> rows) throws SQLException {
        this.connection = connection;
        this.statement = connection.prepareStatement(sql);
        this.rows = new ArrayList<>(rows);
    }

    public RowsStatement<T> uuids(Function<T, @Nullable UUID> column) throws SQLException {
        return array("uuid", column);
    }

    public RowsStatement<T> texts(Function<T, @Nullable String> column) throws SQLException {
        return array("text", column);
    }

    public RowsStatement<T> dates(Function<T, @Nullable LocalDate> column) throws SQLException {
        return array("date", column);
    }

    public RowsStatement<T> instants(Function<T, @Nullable Instant> column) throws SQLException {
        return array("timestamptz", column);
    }

    public RowsStatement<T> bytes(Function<T, byte[]> column) throws SQLException {
        statement.setObject(++parameters, rows.stream().map(column).toArray(byte[][]::new));
        return this;
    }

    public RowsStatement<T> numbers(Function<T, @Nullable Long> column) throws SQLException {
        return array("int8", column);
    }

    public RowsStatement<T> flags(Function<T, Boolean> column) throws SQLException {
        return array("bool", column);
    }

    public RowsStatement<T> longs(ToLongFunction<T> column) throws SQLException {
        statement.setObject(++parameters, rows.stream().mapToLong(column).toArray());
        return this;
    }

    /** A parameter that is the same for all rows. */
    public RowsStatement<T> value(Object value) throws SQLException {
        statement.setObject(++parameters, value);
        return this;
    }

    public int update() throws SQLException {
        return statement.executeUpdate();
    }

    public ResultSet query() throws SQLException {
        return statement.executeQuery();
    }

    private RowsStatement<T> array(String type, Function<T, ?> column) throws SQLException {
        @Nullable String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = column.apply(rows.get(i));
            values[i] = value == null ? null : value.toString();
        }
        Array array = connection.createArrayOf(type, values);
        statement.setArray(++parameters, array);
        return this;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
