package dev.toktra.reconciliation.asking;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** By what figures of providers are put together; SQL of rows {@code c} with provider, model, hour, and what people's rows have. */
public enum Grouping {
    DAY("to_char(c.hour at time zone 'UTC', 'YYYY-MM-DD')"),
    HOUR("to_char(c.hour at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:00:00\"Z\"')"),
    PROVIDER("c.provider"),
    MODEL("c.model"),
    USER(
            "c.subject",
            "subject",
            "'user_id', min(c.subject)",
            """
            'user_email', (select p.email from person p where p.user_id = %1$s),
            'user_name', (select p.name from person p where p.user_id = %1$s)""".formatted(
                            "case when g.item ->> 'user_id' not in ('unknown', 'unattributed') then (g.item ->> 'user_id')::uuid end")),
    DEPARTMENT(
            "coalesce(c.department_id::text, '-')",
            "department_id",
            "'department_id', min(c.department_id::text)",
            "'department_name', (select u.name from unit u where u.unit_id = (g.item ->> 'department_id')::uuid)"),
    TEAM(
            "coalesce(c.team_id::text, '-')",
            "team_id",
            "'team_id', min(c.team_id::text)",
            "'team_name', (select u.name from unit u where u.unit_id = (g.item ->> 'team_id')::uuid)");

    private final String key;
    private final String column;
    private final String member;
    private final String names;

    Grouping(String key) {
        this.key = key;
        this.column = "";
        this.member = "'%s', min(%s)".formatted(name().toLowerCase(Locale.ROOT), key);
        this.names = "";
    }

    Grouping(String key, String column, String member, String names) {
        this.key = key;
        this.column = column;
        this.member = member;
        this.names = names;
    }

    /** The form of {@code group_by}. */
    public static List<Grouping> parse(String text) {
        return QueryForms.words(text, values()).stream().sorted().toList();
    }

    /** The text that groups differ by and are sorted by. */
    public static String key(List<Grouping> groups) {
        return "concat_ws(chr(31), " + groups.stream().map(group -> group.key).collect(Collectors.joining(", "))
                + ") collate \"C\"";
    }

    /** The members of a JSON object of a group of rows that say which group it is. */
    public static String members(List<Grouping> groups) {
        return groups.stream().map(group -> group.member).collect(Collectors.joining(", "));
    }

    /** The members of a JSON object that say what the people and units of a group {@code g} are called; they may be none. */
    public static String names(List<Grouping> groups) {
        return groups.stream()
                .filter(Grouping::isOfPeople)
                .map(group -> group.names)
                .collect(Collectors.joining(", "));
    }

    /** The columns of people's rows that groups differ by, each after a comma. */
    public static String columns(List<Grouping> groups) {
        return groups.stream()
                .filter(Grouping::isOfPeople)
                .map(group -> ", c." + group.column)
                .collect(Collectors.joining());
    }

    /** Whether any of them tells people's parts of a figure apart. */
    public static boolean areOfPeople(List<Grouping> groups) {
        return groups.stream().anyMatch(Grouping::isOfPeople);
    }

    private boolean isOfPeople() {
        return compareTo(USER) >= 0;
    }
}
