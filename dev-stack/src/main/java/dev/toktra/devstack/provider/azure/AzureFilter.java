package dev.toktra.devstack.provider.azure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code $filter} says: dimensions to split by, each with the values wanted, or any. */
record AzureFilter(Map<String, List<String>> wanted) {

    static final AzureFilter NONE = new AzureFilter(Map.of());

    private static final Pattern TERM = Pattern.compile("\\(?\\s*([A-Za-z]+)\\s+eq\\s+'([^']*)'\\s*\\)?");

    /** Terms joined by {@code and}, within one dimension by {@code or}. */
    static AzureFilter read(String text) {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        for (String group : text.split("(?i)\\s+and\\s+")) {
            String dimension = "";
            for (String term : group.split("(?i)\\s+or\\s+")) {
                Matcher matcher = TERM.matcher(term.strip());
                if (!matcher.matches()) {
                    throw AzureErrors.invalid("Syntax error in $filter: " + term);
                }
                String name = matcher.group(1).toLowerCase(Locale.ROOT);
                if (!dimension.isEmpty() && !dimension.equals(name)) {
                    throw AzureErrors.invalid("'or' combines values of one dimension only.");
                }
                dimension = name;
                wanted.computeIfAbsent(name, any -> new ArrayList<>()).add(matcher.group(2));
            }
        }
        return new AzureFilter(wanted);
    }

    List<String> dimensions() {
        return List.copyOf(wanted.keySet());
    }

    boolean lets(Function<String, @Nullable String> value) {
        return wanted.entrySet().stream()
                .allMatch(entry -> entry.getValue().contains("*")
                        || entry.getValue().stream()
                                .anyMatch(one -> one.equalsIgnoreCase(String.valueOf(value.apply(entry.getKey())))));
    }
}
