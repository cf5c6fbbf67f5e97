package dev.toktra.reconciliation.usage.view;

import dev.toktra.reconciliation.usage.question.Cursor;
import dev.toktra.reconciliation.usage.question.DateRange;
import dev.toktra.reconciliation.usage.question.Period;
import dev.toktra.reconciliation.usage.question.Question;
import dev.toktra.reconciliation.usage.question.UsageFilter;
import dev.toktra.reconciliation.usage.question.UserFilter;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
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
        Set<UUID> people = new HashSet<>();
        UserFilter user = question.filter().user();
        if (user != null && user.userId() != null) {
            people.add(user.userId());
        }
        if (viewer.userId() != null) {
            people.add(viewer.userId());
        }
        return people;
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
        existing(viewer, scope);
        return new Selection(question, range, viewer.restrict(question.filter(), range, scope));
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

    private void existing(Viewer viewer, Scope scope) {
        UsageFilter filter = question.filter();
        UUID person = filter.user() == null ? null : filter.user().userId();
        if (person != null && !person.equals(viewer.userId()) && !scope.knows(person)) {
            throw new Refusal.Missing("person");
        }
        if (filter.departmentId() != null && !scope.units().hasDepartment(filter.departmentId())) {
            throw new Refusal.Missing("department");
        }
        if (filter.teamId() != null && !scope.units().hasTeam(filter.teamId())) {
            throw new Refusal.Missing("team");
        }
    }
}
