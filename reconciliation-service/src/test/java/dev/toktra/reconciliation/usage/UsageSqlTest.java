package dev.toktra.reconciliation.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.usage.question.DateRange;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Period;
import dev.toktra.reconciliation.usage.question.Position;
import dev.toktra.reconciliation.usage.question.Question;
import dev.toktra.reconciliation.usage.question.Source;
import dev.toktra.reconciliation.usage.question.UsageFilter;
import dev.toktra.reconciliation.usage.question.UserFilter;
import dev.toktra.reconciliation.usage.view.Restriction;
import dev.toktra.reconciliation.usage.view.Selection;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UsageSqlTest {

    private static final List<LocalDate> BEHIND = List.of(LocalDate.of(2026, 3, 1));
    private static final String NASTY = "'; drop table usage_daily; --";
    private static final UUID ID = UUID.fromString("deadbeef-0000-0000-0000-000000000000");

    @Test
    void whatComesFromOutsideIsAlwaysAParameter() {
        DateRange range = new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2));
        Restriction restriction = new Restriction(UserFilter.of(ID), NASTY, NASTY, Set.of(ID), ID);
        UsageFilter asked = new UsageFilter(UserFilter.of(ID), NASTY, NASTY, ID, ID);
        Position after = new Position(range.start(), null, List.of(NASTY, NASTY, NASTY, NASTY, NASTY, NASTY));
        for (Period period : Period.values()) {
            Question question = new Question(period, List.of(Dimension.values()), Source.BEST, asked);
            Selection selection = new Selection(question, range, restriction);
            for (UsageSql.Statement statement : List.of(
                    UsageSql.page(selection, BEHIND, after, 10),
                    UsageSql.list(selection, BEHIND),
                    UsageSql.summary(selection, BEHIND, 10),
                    UsageSql.totals(selection, BEHIND))) {
                assertThat(statement.text()).doesNotContain("drop", "deadbeef", "2026");
                assertThat(statement.parameters()).contains(NASTY, ID, range.start(), range.end());
            }
        }
    }

    @Test
    void peopleAreLookedUpOnlyWhereTheyMatter() {
        DateRange range = new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2));
        UsageFilter all = new UsageFilter(null, null, null, null, null);
        Question models = new Question(Period.DAILY, List.of(Dimension.MODEL), Source.BEST, all);
        Restriction none = new Restriction(null, null, null, null, null);
        assertThat(UsageSql.list(new Selection(models, range, none), BEHIND).text())
                .doesNotContain("identity_person", "placement");
        Restriction team = new Restriction(null, null, null, null, ID);
        assertThat(UsageSql.list(new Selection(models, range, team), BEHIND).text()).contains("identity_person", "placement");
    }
}
