package dev.toktra.reconciliation.usage.answer;

import dev.toktra.reconciliation.asking.view.Units;
import dev.toktra.reconciliation.usage.question.Dimension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The dimensions of a line as members, with the names that the directory has for them. */
public final class Names {

    /** How the lack of a department or team is sorted: after all of them. */
    public static final String NONE = "none";

    private final Units units;

    public Names(Units units) {
        this.units = units;
    }

    /** The members of a dimension. */
    public static List<String> of(Dimension dimension) {
        return switch (dimension) {
            case USER -> List.of("user_id", "user_email", "user_name");
            case MODEL -> List.of("model");
            case PROVIDER -> List.of("provider");
            case DEPARTMENT -> List.of("department_id", "department_name");
            case TEAM -> List.of("team_id", "team_name");
            case APPLICATION -> List.of("application");
        };
    }

    /** The values of a dimension's members. */
    public Map<String, @Nullable String> of(Dimension dimension, String key) {
        Map<String, @Nullable String> members = new LinkedHashMap<>();
        List<String> names = of(dimension);
        boolean unit = dimension == Dimension.DEPARTMENT || dimension == Dimension.TEAM;
        boolean none = unit && key.equals(NONE);
        members.put(names.get(0), none ? null : key);
        if (unit) {
            members.put(names.get(1), none ? null : units.name(UUID.fromString(key)));
        }
        return members;
    }

    /** The members of a person. */
    public static Map<String, @Nullable String> person(String key, @Nullable String email, @Nullable String name) {
        Map<String, @Nullable String> members = new LinkedHashMap<>();
        members.put("user_id", key);
        members.put("user_email", email);
        members.put("user_name", name);
        return members;
    }
}
