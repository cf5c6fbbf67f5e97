package dev.toktra.reconciliation.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.BudgetStatus.Current;
import dev.toktra.events.BudgetStatus.Standing;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the job makes of an organisation's best figures. */
class StandingTest {

    /** In Kathmandu it is the 22nd already. */
    private static final Instant NOW = Instant.parse("2026-11-21T19:00:00Z");

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);

    private final BudgetRig rig = new BudgetRig(NOW, "Asia/Kathmandu");

    @Test
    void spentIsTheBestFiguresAndSaysWhatIsSettled() {
        UUID tokens = rig.budget("organisation", null, "tokens", 10_000, "monthly");
        UUID money = rig.budget("organisation", null, "usd", 10, "monthly");
        rig.settled(FIRST, rig.ann.toString(), null, 1_000, 2.5);
        rig.settled(FIRST, "unattributed", null, 200, null);
        rig.estimated(TODAY, 1, "gpt-4o", 300, 0.25);
        rig.estimated(TODAY, 99, "strange", 40, null);
        rig.estimated(FIRST.minusDays(1), 1, "gpt-4o", 7_000, 7.0);
        rig.refresh();
        Current inTokens = rig.current(tokens);
        assertThat(inTokens.spent()).isEqualByComparingTo("1540");
        assertThat(inTokens.settled()).isEqualByComparingTo("1200");
        Current inMoney = rig.current(money);
        assertThat(inMoney.spent()).isEqualByComparingTo("2.75");
        assertThat(inMoney.settled()).isEqualByComparingTo("2.5");
        assertThat(inMoney.unpricedTokens()).isEqualByComparingTo("240");
        assertThat(inMoney.startDate()).isEqualTo(FIRST);
        assertThat(inMoney.endDate()).isEqualTo("2026-11-30");
    }

    @Test
    void aDepartmentHoldsItsSubtreeOnTheDayAndWhatIsSaidToBeAUnits() {
        UUID top = rig.budget("department", rig.top, "tokens", 10_000, "monthly");
        UUID middle = rig.budget("department", rig.middle, "tokens", 10_000, "monthly");
        UUID other = rig.budget("department", rig.other, "tokens", 10_000, "monthly");
        UUID all = rig.budget("organisation", null, "tokens", 10_000, "monthly");
        UUID ben = rig.budget("person", rig.ben, "tokens", 10_000, "monthly");
        rig.moves(rig.ben, rig.top, TODAY);
        rig.estimated(FIRST, 1, "gpt-4o", 1, 0.0); // ann, middle
        rig.estimated(FIRST, 2, "gpt-4o", 10, 0.0); // ben, still other
        rig.estimated(TODAY, 2, "gpt-4o", 100, 0.0); // ben, top now
        rig.estimated(TODAY, 99, "gpt-4o", 1_000, 0.0); // nobody knows who
        rig.settled(FIRST.plusDays(1), "unattributed", rig.team, 20_000, 0.0);
        rig.settled(FIRST.plusDays(1), "unattributed", null, 300_000, 0.0);
        rig.refresh();
        assertThat(rig.current(middle).spent()).isEqualByComparingTo("20001");
        assertThat(rig.current(top).spent()).isEqualByComparingTo("20101");
        assertThat(rig.current(other).spent()).isEqualByComparingTo("10");
        assertThat(rig.current(ben).spent()).isEqualByComparingTo("110");
        assertThat(rig.current(all).spent()).isEqualByComparingTo("321111");
    }

    @Test
    void onlyTheProviderAndModelOfABudgetCount() {
        UUID budget = rig.budget("organisation", null, "tokens", 10_000, "monthly");
        rig.execute("update budget set provider = 'openai', model = 'gpt-4o' where budget_id = ?", budget);
        rig.execute("insert into model_name values (?, 'openai', 'gpt-4o-2024-08-06', 'gpt-4o')", rig.org);
        rig.estimated(TODAY, 1, "gpt-4o-2024-08-06", 5, 0.0);
        rig.estimated(TODAY, 1, "gpt-4o-mini", 70, 0.0);
        rig.settled(FIRST, "unknown", null, 900, 0.0);
        rig.refresh();
        assertThat(rig.current(budget).spent()).isEqualByComparingTo("5");
    }

    /** The budgets of departments that have nothing in common and what nobody owns are the organisation's budget. */
    @Test
    void sumsOfAnyUsageAreThoseOfTheView() {
        Random random = new Random(7);
        UUID all = rig.budget("organisation", null, "tokens", 10_000, "annual");
        UUID top = rig.budget("department", rig.top, "tokens", 10_000, "annual");
        UUID other = rig.budget("department", rig.other, "tokens", 10_000, "annual");
        for (int i = 0; i < 60; i++) {
            LocalDate day = TODAY.minusDays(random.nextInt(300));
            if (random.nextBoolean()) {
                rig.estimated(day, 1 + random.nextInt(3), "m" + random.nextInt(2), 1 + random.nextInt(1_000), 0.5);
            } else {
                String subject = random.nextBoolean() ? rig.ann.toString() : "unattributed";
                UUID unit = random.nextBoolean() || !subject.equals("unattributed") ? null : rig.other;
                rig.execute("delete from settled_daily where org_id = ? and day = ?", rig.org, day);
                rig.settled(day, subject, unit, 1 + random.nextInt(1_000), null);
            }
        }
        rig.refresh();
        String view = """
                select coalesce(sum(input + output), 0) from best_daily
                where org_id = '%s' and day between '2026-01-01' and '2026-12-31' and %s""";
        assertThat(rig.current(all).spent())
                .isEqualByComparingTo(
                        new BigDecimal(rig.rows(view.formatted(rig.org, "true")).get(0)));
        String nobodys = "user_id in ('unknown', 'unattributed') and unit_id is null";
        BigDecimal rest =
                new BigDecimal(rig.rows(view.formatted(rig.org, nobodys)).get(0));
        assertThat(rig.current(all).spent())
                .isEqualByComparingTo(
                        rig.current(top).spent().add(rig.current(other).spent()).add(rest));
    }

    @Test
    void anAlertIsUniqueOverFallsAndRestarts() {
        UUID budget = rig.budget("organisation", null, "tokens", 1_000, "monthly");
        rig.estimated(TODAY, 1, "gpt-4o", 850, 0.0);
        rig.refresh();
        assertThat(rig.alerts(budget)).containsExactly("2026-11-01 50 850", "2026-11-01 80 850");
        rig.estimated(TODAY, 1, "gpt-4o", 10, 0.0);
        next();
        assertThat(rig.current(budget).spent()).isEqualByComparingTo("10");
        assertThat(rig.current(budget).alerts()).hasSize(2);
        rig.estimated(TODAY, 1, "gpt-4o", 1_001, 0.0);
        next();
        assertThat(rig.alerts(budget)).containsExactly("2026-11-01 50 850", "2026-11-01 80 850", "2026-11-01 100 1001");
        assertThat(rig.current(budget).standing()).isEqualTo(Standing.EXCEEDED);

        rig.clock.tick(Duration.ofDays(10));
        rig.refresh();
        assertThat(rig.current(budget).startDate()).isEqualTo("2026-12-01");
        assertThat(rig.current(budget).alerts()).isEmpty();
        assertThat(rig.alerts(budget)).hasSize(3);
    }

    private void next() {
        rig.clock.tick(BudgetRig.QUIET);
        rig.refresh();
    }

    @Test
    void anOrganisationIsLookedAtWhenItsUsageChangedAndFromTimeToTime() {
        UUID budget = rig.budget("organisation", null, "tokens", 1_000, "monthly");
        assertThat(rig.refresh()).isEqualTo(1);
        assertThat(rig.refresh()).as("nothing changed").isZero();
        rig.estimated(TODAY, 1, "gpt-4o", 10, 0.0);
        rig.changed();
        assertThat(rig.refresh()).as("too early").isZero();
        rig.clock.tick(BudgetRig.CHANGED);
        assertThat(rig.refresh()).as("usage changed").isEqualTo(1);
        assertThat(rig.current(budget).spent()).isEqualByComparingTo("10");
        rig.execute("update budget set name = 'New', version = 2 where budget_id = ?", budget);
        assertThat(rig.refresh()).as("the budget changed").isEqualTo(1);
        rig.clock.tick(BudgetRig.QUIET);
        assertThat(rig.refresh()).as("ten minutes").isEqualTo(1);
    }

    @Test
    void atMidnightTheNextPeriodBegins() {
        UUID budget = rig.budget("organisation", null, "tokens", 1_000, "daily");
        rig.estimated(TODAY, 1, "gpt-4o", 10, 0.0);
        rig.clock.tick(Duration.between(NOW, Instant.parse("2026-11-22T18:14:00Z")));
        rig.refresh();
        assertThat(rig.current(budget).spent()).isEqualByComparingTo("10");
        rig.clock.tick(Duration.ofMinutes(1));
        assertThat(rig.refresh()).isEqualTo(1);
        assertThat(rig.current(budget).startDate()).isEqualTo(TODAY.plusDays(1));
        assertThat(rig.current(budget).spent()).isEqualByComparingTo("0");
    }

    @Test
    void aStateThatDidNotChangeKeepsItsVersion() {
        UUID budget = rig.budget("organisation", null, "tokens", 1_000, "monthly");
        rig.refresh();
        long before = rig.version(budget);
        next();
        assertThat(rig.version(budget)).isEqualTo(before);
        rig.estimated(TODAY, 1, "gpt-4o", 10, 0.0);
        next();
        assertThat(rig.version(budget)).isGreaterThan(before);
    }

    @Test
    void whatOneReplicaLooksAtIsLeftAloneByOthers() throws Exception {
        rig.budget("organisation", null, "tokens", 1_000, "monthly");
        rig.refresh();
        rig.clock.tick(BudgetRig.QUIET);
        try (Connection connection = rig.worker.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from budget_lane where org_id = '%s' for update".formatted(rig.org));
            assertThat(rig.refresh()).isZero();
            connection.rollback();
        }
        assertThat(rig.refresh()).isEqualTo(1);
    }

    @Test
    void anOrganisationThatFailsRestsAndDoesNotHoldUpOthers() throws Exception {
        BudgetRig broken = new BudgetRig(NOW, "Asia/Kathmandu");
        UUID lost = broken.budget("organisation", null, "tokens", 1_000, "monthly");
        broken.execute("delete from organisation where org_id = ?", broken.org);
        UUID budget = rig.budget("organisation", null, "tokens", 1_000, "monthly");
        rig.refresh();
        assertThat(rig.current(budget).spent()).isEqualByComparingTo("0");
        assertThat(broken.rows("select 1 from budget_status where budget_id = '%s'".formatted(lost)))
                .isEmpty();
        assertThat(rig.lanes().behind()).isPositive();
    }
}
