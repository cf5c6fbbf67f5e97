package dev.toktra.devstack.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one database of the suite, seen by its superuser.
 *
 * @param url as services are told it, without {@code jdbc:}
 */
public record Database(String url, String user, String password) {

    /** The schemas of the services, as {@code roles.sql} names them. */
    public static final List<String> SCHEMAS =
            List.of("ingest", "reconciliation", "scoring", "export", "reporting", "gateway");

    /** What follows a schema's name in the names of its roles. */
    public static final List<String> ROLES = List.of("owner", "app", "worker");

    @Override
    public String toString() {
        return "Database[" + url + ", " + user + "]";
    }

    /** Whether it lets us log in. */
    public boolean answers() {
        try (Connection connection = connect(url.substring(0, url.lastIndexOf('/')) + "/postgres")) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes the database unless it is there. */
    public void create() {
        int slash = url.lastIndexOf('/');
        String name = url.substring(slash + 1);
        try (Connection connection = connect(url.substring(0, slash) + "/postgres");
                Statement statement = connection.createStatement()) {
            ResultSet known = statement.executeQuery("select from pg_database where datname = '" + name + "'");
            if (!known.next()) {
                statement.execute("create database \"" + name + "\"");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + url, e);
        }
    }

    /** A connection of the superuser. */
    public Connection connect() throws SQLException {
        return connect(url);
    }

    /** Runs {@code roles.sql}, then the statements, all in one session. */
    public void apply(Path roles, List<String> statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(roles));
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot apply " + roles + " in " + url + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The statement that lets a role log in with the password. */
    public static String passwordOf(String role, String password) {
        return "alter role \"" + role + "\" password '" + password.replace("'", "''") + "'";
    }

    private Connection connect(String place) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:" + place);
        source.setConnectTimeout(5);
        return source.getConnection(user, password);
    }
}
