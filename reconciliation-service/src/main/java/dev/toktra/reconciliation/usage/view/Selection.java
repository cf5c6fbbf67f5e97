package dev.toktra.reconciliation.usage.view;

import dev.toktra.reconciliation.asking.view.DateRange;
import dev.toktra.reconciliation.asking.view.Restriction;
import dev.toktra.reconciliation.usage.question.Question;

/** What is read: a question with its days, as far as its caller may see it. */
public record Selection(Question question, DateRange range, Restriction restriction) {

    /** The same of the range before. */
    public Selection previous() {
        return new Selection(question, range.previous(), restriction);
    }
}
