package dev.toktra.reconciliation.usage.facts;

import static dev.toktra.reconciliation.usage.facts.FactsRig.ANN;
import static dev.toktra.reconciliation.usage.facts.FactsRig.BEN;
import static dev.toktra.reconciliation.usage.facts.FactsRig.ENGINEERING;
import static dev.toktra.reconciliation.usage.facts.FactsRig.MONDAY;
import static dev.toktra.reconciliation.usage.facts.FactsRig.SALES;
import static dev.toktra.reconciliation.usage.facts.FactsRig.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.DailyUsage;
import dev.toktra.events.DailyUsage.Calibrated;
import dev.toktra.events.DailyUsage.Reconciled;
import dev.toktra.events.DailyUsage.Row;
import dev.toktra.events.DailyUsage.Settlement;
import dev.toktra.events.TokenCounts;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What facts say of days that providers have counted too. */
class SettledFactsTest {

    private final FactsRig rig = new FactsRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private void settled(String subject, String unit, String state, String counts) {
        rig.execute(
                "insert into settled_daily values ('%s', '%s', 'anthropic', 'opus', '%s', %s, 'claude-code', 'exact', '%s',"
                                .formatted(rig.org, MONDAY, subject, unit, state)
                        + " %s, null, null, 3, 0.50, 0)".formatted(counts));
    }

    private void day(boolean whole) {
        rig.execute("insert into settled_day values ('%s', 'anthropic', '%s', %s)".formatted(rig.org, MONDAY, whole));
    }

    private DailyUsage published(String user) {
        rig.mark(MONDAY);
        rig.recompute();
        sweep(rig.publisher());
        return Objects.requireNonNull(rig.published().get(MONDAY + "|" + user), user);
    }

    @Test
    void aSettledDayHasTheProvidersCountBesideTheDevices() {
        rig.person(1, ANN, MONDAY);
        rig.member(ANN, ENGINEERING, MONDAY, null);
        rig.usage(MONDAY, 1, "opus", 10);
        day(true);
        settled(ANN.toString(), "null", "reconciled", "100, 7, 60");
        settled(ANN.toString(), "null", "restated", "20, 7, null");
        List<Row> rows = published(ANN.toString()).rows();
        assertThat(rows).hasSize(1);
        Row row = rows.get(0);
        assertThat(row.departmentId()).isEqualTo(ENGINEERING);
        assertThat(row.status()).isEqualTo(Settlement.RESTATED);
        assertThat(row.requests()).isEqualTo(10);
        assertThat(row.estimated()).isEqualTo(new TokenCounts(10, 11, 12, 13, 4));
        assertThat(row.calibrated()).isNull();
        assertThat(row.reconciled()).isEqualTo(new Reconciled(120L, 14L, null, null, null, null));
        assertThat(row.reconciledCost()).isEqualByComparingTo(BigDecimal.ONE);
    }

    @Test
    void whatOnlyAProviderCountedIsAFactToo() {
        rig.execute("insert into organisation values ('%s', 1, 'Acme', '%s', 'USD', 'named', 390)"
                .formatted(rig.org, "[{\"from\": \"2020-01-01\", \"zone\": \"Asia/Kathmandu\"}]"));
        rig.execute(
                "insert into unit values ('%1$s', '%2$s', 'department', 'Sales', null), ('%1$s', '%3$s', 'team', 'East', '%2$s')"
                        .formatted(rig.org, SALES, ENGINEERING));
        day(true);
        settled(BEN.toString(), "null", "reconciled", "100, 7, null");
        settled("unattributed", "'" + SALES + "'", "reconciled", "30, 7, null");
        settled("unattributed", "'" + ENGINEERING + "'", "reconciled", "20, 7, null");
        settled("unattributed", "null", "reconciled", "10, 7, null");
        assertOfBen(published(BEN.toString()));
        assertOfTheRest(published("unattributed").rows());
    }

    private static void assertOfBen(DailyUsage ben) {
        assertThat(ben.zone()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
        assertThat(ben.rows().get(0).requests()).isZero();
        assertThat(ben.rows().get(0).estimated()).isEqualTo(TokenCounts.NONE);
    }

    private static void assertOfTheRest(List<Row> rest) {
        assertThat(rest)
                .extracting(row -> Objects.requireNonNull(row.reconciled()).input())
                .containsExactlyInAnyOrder(30L, 20L, 10L);
        assertThat(rest)
                .allSatisfy(row -> assertThat(row.departmentId())
                        .isEqualTo(
                                Objects.equals(
                                                Objects.requireNonNull(row.reconciled())
                                                        .input(),
                                                10L)
                                        ? null
                                        : SALES))
                .filteredOn(row -> row.teamId() != null)
                .extracting(Row::teamId)
                .containsExactly(ENGINEERING);
    }

    /** Each row has one best count: the sum over rows is never half of two. */
    @Test
    void aDayThatIsSettledInPartHasARowOfEach() {
        rig.person(1, ANN, MONDAY);
        rig.usage(MONDAY, 1, "opus", 10);
        rig.execute(
                "insert into calibration_factor values ('%s', 'anthropic', 'opus', 'unknown', 'unknown', 2, 1, 3, 1, 1, 1, 20, now())"
                        .formatted(rig.org),
                "insert into settled_hour values ('%s', 'anthropic', '%s 05:00Z', 'reconciled')"
                        .formatted(rig.org, MONDAY));
        for (int hour = 5; hour < 7; hour++) {
            rig.execute("""
                    insert into usage_hourly values ('%s', '%s', '%s 0%d:00Z', 1, 'anthropic', 'opus', 'claude-code',
                        'Asia/Kathmandu', 5, 1, 0, 1, 20, 2, 4, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                    """.formatted(rig.org, MONDAY, MONDAY, hour));
        }
        day(false);
        settled(ANN.toString(), "null", "reconciled", "100, 7, 60");
        List<Row> rows = published(ANN.toString()).rows();
        assertThat(rows).extracting(Row::status).containsExactlyInAnyOrder(Settlement.ESTIMATED, Settlement.RECONCILED);
        Row open =
                rows.stream().filter(row -> row.reconciled() == null).findAny().orElseThrow();
        assertThat(open.calibrated()).isEqualTo(new Calibrated(new TokenCounts(40, 4, 8, 8, 1), 34, 86));
        assertThat(rows.stream().mapToLong(Row::requests).sum()).isEqualTo(10);
        Row settled =
                rows.stream().filter(row -> row.reconciled() != null).findAny().orElseThrow();
        assertThat(settled.reconciled()).isEqualTo(new Reconciled(100L, 7L, 60L, null, null, null));
        assertThat(settled.estimated()).isEqualTo(new TokenCounts(20, 2, 4, 8, 1));
    }

    @Test
    void modelsHaveTheirCanonicalName() {
        rig.execute("insert into model_name values ('%s', 'anthropic', 'opus-20260101', 'opus')".formatted(rig.org));
        rig.usage(MONDAY, 1, "opus-20260101", 10);
        rig.usage(MONDAY, 1, "opus", 5);
        assertThat(published("unknown").rows())
                .extracting(Row::model, Row::requests)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("opus", 15L));
    }
}
