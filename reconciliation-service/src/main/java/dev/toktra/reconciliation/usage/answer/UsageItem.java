package dev.toktra.reconciliation.usage.answer;

import dev.toktra.reconciliation.usage.question.Position;
import dev.toktra.reconciliation.usage.question.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list.
 *
 * @param period the first day of the period; in an hourly list the beginning of the hour, or of the part of it that
 *     belongs to the day, with the organisation's offset
 * @param names the dimensions and their names
 */
public record UsageItem(Position position, String period, Map<String, @Nullable String> names, Figures figures) {

    /** The members of a JSON object. */
    public Map<String, @Nullable Object> members(Source source) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("period", period);
        members.putAll(names);
        members.putAll(figures.members(source));
        return members;
    }
}
