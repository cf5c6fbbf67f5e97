package dev.toktra.reconciliation.usage.question;

import dev.toktra.reconciliation.asking.view.UsageFilter;
import java.util.List;

/**
 * What is asked, days apart.
 *
 * @param dimensions what to group by, each once, in the order in which answers are sorted
 */
public record Question(Period period, List<Dimension> dimensions, Source source, UsageFilter filter) {

    public Question {
        dimensions = dimensions.stream().distinct().sorted().toList();
    }
}
