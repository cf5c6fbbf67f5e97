package dev.toktra.reconciliation.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;

/** A connection whose server process is killed just before its n-th step, or just after its commit. */
final class DyingConnection {

    /** What talks to the server; fetching a COPY does so too. */
    private static final Set<String> STEPS =
            Set.of("execute", "executeQuery", "executeUpdate", "unwrap", "commit", "setAutoCommit");

    private final Connection real;
    private final int backend;
    private final int deadly;
    private final boolean afterwards;
    private int step;
    private boolean died;

    /**
     * @param deadly before which step the server dies
     * @param afterwards whether it dies after that step instead
     */
    DyingConnection(Connection real, int deadly, boolean afterwards) throws SQLException {
        this.real = real;
        this.deadly = deadly;
        this.afterwards = afterwards;
        try (var statement = real.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            backend = row.getInt(1);
        }
    }

    /** Whether there were enough steps to die. */
    boolean died() {
        return died;
    }

    Connection connection() {
        return proxy(Connection.class, real);
    }

    private <T> T proxy(Class<T> type, T target) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(target, method, arguments));
        return type.cast(proxy);
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        boolean now = STEPS.contains(method.getName()) && step++ == deadly;
        if (now && !afterwards) {
            kill();
        }
        try {
            Object result = method.invoke(target, arguments);
            if (now && afterwards) {
                kill();
                throw new SQLException("the answer never came", "08006");
            }
            return result instanceof PreparedStatement statement ? proxy(PreparedStatement.class, statement) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void kill() throws SQLException {
        died = true;
        try (Connection superuser = TestSchema.stack().database().connect();
                var statement = superuser.prepareStatement("select pg_terminate_backend(?, 5000)")) {
            statement.setInt(1, backend);
            statement.execute();
        }
    }
}
