package dev.toktra.reconciliation.settling.answers;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** By what cells are put together, or the people whose tokens of them are. */
enum Dimension {
    DAY("to_char(c.hour at time zone 'UTC', 'YYYY-MM-DD')"),
    HOUR("to_char(c.hour at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:00:00\"Z\"')"),
    PROVIDER("c.provider"),
    MODEL("c.model"),
    USER("c.subject", "'user_id', min(c.subject), 'user_email', min(c.email), 'user_name', min(c.name)"),
    DEPARTMENT(
            "coalesce(c.department_id::text, '')",
            "'department_id', min(c.department_id::text), 'department_name', min(c.department_name)"),
    TEAM("coalesce(c.team_id::text, '')", "'team_id', min(c.team_id::text), 'team_name', min(c.team_name)");

    private final String sql;
    private final String members;

    Dimension(String sql) {
        this.sql = sql;
        this.members = "'%s', min(%s)".formatted(name().toLowerCase(Locale.ROOT), sql);
    }

    Dimension(String sql, String members) {
        this.sql = sql;
        this.members = members;
    }

    /** All words, as a query names them. */
    static String words() {
        return Arrays.stream(values()).map(Dimension::word).collect(Collectors.joining(","));
    }

    /** Of a row c with provider, model and hour, and for people with subject, department and team. */
    String sql() {
        return sql;
    }

    /** The members of a JSON object for a group of rows c. */
    String members() {
        return members;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a cell has several of it. */
    boolean isOfPeople() {
        return compareTo(USER) >= 0;
    }
}
