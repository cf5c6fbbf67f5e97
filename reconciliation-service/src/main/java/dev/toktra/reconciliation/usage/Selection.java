package dev.toktra.reconciliation.usage;

/** What is read: a question with its days, as far as its caller may see it. */
record Selection(Question question, DateRange range, Restriction restriction) {

    /** The same of the range before. */
    Selection previous() {
        return new Selection(question, range.previous(), restriction);
    }
}
