package dev.toktra.reconciliation.settling.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.reconciliation.settling.SettledAgain;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says in the answer about a run what came of settling days of it again. */
final class RecomputedMapper {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecomputedMapper() {}

    /** The answer with {@code recomputed}. */
    static String told(String run, RunDays days, List<SettledAgain> again) {
        try {
            ObjectNode answer = (ObjectNode) JSON.readTree(run);
            ObjectNode recomputed = answer.putObject("recomputed")
                    .put("start_date", days.start().toString())
                    .put("end_date", days.end().toString())
                    .put("result", word(again.stream().allMatch(SettledAgain::computed), "different"))
                    .put("stored", word(again.stream().allMatch(SettledAgain::stored), "different"));
            Set<String> changed = new TreeSet<>();
            again.forEach(day -> changed.addAll(day.changed()));
            inputs(recomputed, changed);
            ArrayNode lines = recomputed.putArray("days");
            again.forEach(day -> day(lines.addObject(), day));
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database answers JSON", e);
        }
    }

    private static void day(ObjectNode line, SettledAgain day) {
        line.put("provider", day.provider())
                .put("day", day.day().toString())
                .put("result", word(day.computed(), "different"))
                .put("stored", word(day.stored(), "different"));
        inputs(line, day.changed());
        line.put("waiting", day.waiting())
                .put("frozen_hours", day.frozenHours())
                .put("meaning", day.meaning());
    }

    private static void inputs(ObjectNode of, Collection<String> changed) {
        of.put("inputs", word(changed.isEmpty(), "changed"));
        ArrayNode names = of.putArray("changed");
        changed.forEach(names::add);
    }

    private static String word(boolean same, String otherwise) {
        return same ? "same" : otherwise;
    }
}
