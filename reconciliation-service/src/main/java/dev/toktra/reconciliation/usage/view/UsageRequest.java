package dev.toktra.reconciliation.usage.view;

import dev.toktra.reconciliation.asking.view.DateRange;
import dev.toktra.reconciliation.asking.view.Refusal;
import dev.toktra.reconciliation.asking.view.Scope;
import dev.toktra.reconciliation.asking.view.Viewer;
import dev.toktra.reconciliation.usage.question.Cursor;
import dev.toktra.reconciliation.usage.question.Period;
import dev.toktra.reconciliation.usage.question.Question;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question as it was sent, still without the directory's knowledge.
 *
 * @param start null: not given
 * @param end null: not given
 * @param cursor null: from the beginning
 */
public record UsageRequest(
        Question question,
        @Nullable LocalDate start,
        @Nullable LocalDate end,
        @Nullable Cursor cursor) {

    /** The longest hourly range, in days. */
    public static final int MAX_HOURLY_DAYS = 31;

    /** The longest range, in days: ten years, which bounds the work of one request. */
    public static final int MAX_DAYS = 3660;

    /** The people that the answer depends on. */
    public Collection<UUID> people(Viewer viewer) {
        return viewer.people(question.filter());
    }

    /**
     * What to read for the viewer.
     *
     * @throws Refusal where the parameters do not fit each other, name what is not there or what is not to be seen
     */
    public Selection select(Viewer viewer, Scope scope) {
        DateRange range = range(scope);
        if (cursor != null && !(cursor.range().equals(range) && cursor.continues(question))) {
            throw new Refusal.Unfit("cursor", "belongs to another list; repeat the question that it came from");
        }
        return new Selection(question, range, viewer.select(question.filter(), range, scope));
    }

    private DateRange range(Scope scope) {
        DateRange range = cursor != null && start == null && end == null ? cursor.range() : asked(scope.today());
        boolean hourly = question.period() == Period.HOURLY;
        int longest = hourly ? MAX_HOURLY_DAYS : MAX_DAYS;
        if (range.days() > longest) {
            throw new Refusal.Unfit(
                    start == null ? "end_date" : "start_date",
                    "makes a range of " + range.days() + " days; " + (hourly ? "an hourly one" : "it") + " is at most "
                            + longest + " days long");
        }
        return range;
    }

    private DateRange asked(LocalDate today) {
        LocalDate last = end == null ? today : end;
        LocalDate first = start == null ? last.minusDays(DateRange.DEFAULT_DAYS - 1L) : start;
        if (last.isBefore(first)) {
            throw end == null
                    ? new Refusal.Unfit("start_date", "is after today, " + today + ", the end where none is given")
                    : new Refusal.Unfit("end_date", "is before start_date");
        }
        return new DateRange(first, last);
    }
}
