package dev.toktra.devstack.postgres;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The services' schemas and roles in a database. */
public record ServiceRoles(Database database, Path definitions) {

    /** Makes what is missing, and gives every role its password; what is there stays. */
    public Map<String, String> ensure(UnaryOperator<String> passwordOfRole) {
        database.create();
        Map<String, String> passwords = passwords(Database.SCHEMAS, passwordOfRole);
        database.apply(definitions, settingPasswords(passwords));
        return passwords;
    }

    /** The same for one schema alone, which is empty afterwards; it may be one that no service has. */
    public Map<String, String> empty(String schema, UnaryOperator<String> passwordOfRole) {
        database.create();
        Map<String, String> passwords = passwords(List.of(schema), passwordOfRole);
        List<String> statements = new ArrayList<>();
        statements.add("select pg_terminate_backend(pid) from pg_stat_activity where usename in ("
                + String.join(
                        ", ",
                        passwords.keySet().stream()
                                .map(role -> "'" + role + "'")
                                .toList()) + ")");
        statements.add("drop schema if exists \"" + schema + "\" cascade");
        statements.add("select pg_temp.toktra_service('" + schema + "')");
        statements.addAll(settingPasswords(passwords));
        database.apply(definitions, statements);
        return passwords;
    }

    private static Map<String, String> passwords(List<String> schemas, UnaryOperator<String> passwordOfRole) {
        Map<String, String> passwords = new LinkedHashMap<>();
        for (String schema : schemas) {
            for (String kind : Database.ROLES) {
                String role = schema + "_" + kind;
                passwords.put(role, passwordOfRole.apply(role));
            }
        }
        return passwords;
    }

    private static List<String> settingPasswords(Map<String, String> passwords) {
        return passwords.entrySet().stream()
                .map(entry -> Database.passwordOf(entry.getKey(), entry.getValue()))
                .toList();
    }
}
