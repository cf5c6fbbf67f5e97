package dev.toktra.reconciliation.asking;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** By what figures of providers are put together; SQL of rows {@code c} with provider, model, hour, and what people's rows have. */
public enum Grouping {
    DAY("to_char(c.hour at time zone 'UTC', 'YYYY-MM-DD')"),
    HOUR("to_char(c.hour at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:00:00\"Z\"')"),
    PROVIDER("c.provider"),
    MODEL("c.model"),
    USER("c.subject", "'user_id', min(c.subject), 'user_email', min(c.email), 'user_name', min(c.name)"),
    DEPARTMENT(
            "coalesce(c.department_id::text, '')",
            "'department_id', min(c.department_id::text), 'department_name', min(c.department_name)"),
    TEAM("coalesce(c.team_id::text, '')", "'team_id', min(c.team_id::text), 'team_name', min(c.team_name)");

    private final String key;
    private final String members;

    Grouping(String key) {
        this.key = key;
        this.members = "'%s', min(%s)".formatted(name().toLowerCase(Locale.ROOT), key);
    }

    Grouping(String key, String members) {
        this.key = key;
        this.members = members;
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

    /** The members of a JSON object that say which group it is. */
    public static String members(List<Grouping> groups) {
        return groups.stream().map(group -> group.members).collect(Collectors.joining(", "));
    }

    /** Whether any of them tells people's parts of a figure apart. */
    public static boolean areOfPeople(List<Grouping> groups) {
        return groups.stream().anyMatch(group -> group.compareTo(USER) >= 0);
    }

    /** All words, for people. */
    public static String words() {
        return Arrays.stream(values()).map(group -> group.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(","));
    }
}
