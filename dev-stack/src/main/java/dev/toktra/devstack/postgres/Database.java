package dev.toktra.devstack.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern URL = Pattern.compile("(postgresql://[^/?]+/)([^/?]+)(\\?.*)?");

    private static final String NO_SUCH_DATABASE = "3D000";

    /** What follows a schema's name in the names of its roles. */
    public static final List<String> ROLES = List.of("owner", "app", "worker");

    @Override
    public String toString() {
        return "Database[" + url + ", " + user + "]";
    }

    /** Whether a text names a database, as {@code postgresql://host:port/database}, perhaps with parameters. */
    public static boolean isUrl(String text) {
        return URL.matcher(text).matches();
    }

    /** Whether its server lets us log in. */
    public boolean answers() {
        try (Connection connection = connect(beside())) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes the database unless it is there. */
    public void create() {
        try (Connection there = connect()) {
            there.clearWarnings();
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw new IllegalStateException(
                        "cannot use the database " + url + " as " + user + ": " + e.getMessage(), e);
            }
            createNow();
        }
    }

    private void createNow() {
        try (Connection connection = connect(beside());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + statement.enquoteIdentifier(parts().group(2), true));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + url + ": " + e.getMessage(), e);
        }
    }

    /** The database that every server has, on the same server. */
    private String beside() {
        return parts().replaceFirst("$1postgres$3");
    }

    private Matcher parts() {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalStateException(url + " is no database: it must be postgresql://host:port/database");
        }
        return parts;
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
