package dev.toktra.reconciliation.usage.facts;

import static dev.toktra.reconciliation.usage.facts.FactsRig.ANN;
import static dev.toktra.reconciliation.usage.facts.FactsRig.BEN;
import static dev.toktra.reconciliation.usage.facts.FactsRig.MONDAY;
import static dev.toktra.reconciliation.usage.facts.FactsRig.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.DailyUsage;
import dev.toktra.events.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** After the database went back to an older copy, readers of the facts hold what it holds. */
class RestoredFactsTest {

    private static final Map<String, String> TABLES = Map.of(
            "usage_daily", "true",
            "identity_person", "true",
            "dirty_fact", "true",
            "fact_day", "true",
            "daily_fact", "true",
            "publisher_tombstone", "topic = '" + Topics.DAILY_USAGE + "'",
            "publisher_marker", "topic = '" + Topics.DAILY_USAGE + "'");

    private final FactsRig rig = new FactsRig();

    @AfterEach
    void close() {
        rig.administer(TABLES.keySet().stream()
                .map("drop table if exists %s_backup"::formatted)
                .toArray(String[]::new));
        rig.close();
    }

    @Test
    void downstreamConvergesToTheRestoredDatabase() {
        rig.person(1, ANN, MONDAY);
        rig.usage(MONDAY, 1, "opus", 4);
        rig.usage(MONDAY, 2, "opus", 6);
        publish();
        backup();
        rig.usage(MONDAY, 1, "opus", 40);
        rig.usage(MONDAY.plusDays(1), 1, "opus", 1);
        rig.person(2, BEN, MONDAY);
        publish();
        assertThat(requests())
                .isEqualTo(Map.of(MONDAY + "|" + ANN, 40L, MONDAY + "|" + BEN, 6L, MONDAY.plusDays(1) + "|" + ANN, 1L));

        restore();
        publish();

        assertThat(requests()).isEqualTo(Map.of(MONDAY + "|" + ANN, 4L, MONDAY + "|unknown", 6L));
        assertThat(rig.published().values().stream()
                        .map(fact -> fact.day() + " " + fact.userId() + " " + fact.version())
                        .toList())
                .isEqualTo(rig.facts());
    }

    @Test
    void usageThatIsCountedAgainAfterTheRestoreComesBack() {
        rig.usage(MONDAY, 1, "opus", 4);
        publish();
        backup();
        rig.usage(MONDAY.plusDays(1), 1, "opus", 7);
        publish();
        Map<String, Long> before = requests();
        restore();
        publish();
        rig.usage(MONDAY.plusDays(1), 1, "opus", 7);
        publish();
        assertThat(requests()).isEqualTo(before).hasSize(2);
    }

    private void publish() {
        rig.recompute();
        sweep(rig.publisher());
    }

    private void backup() {
        TABLES.forEach((table, rows) -> rig.administer(
                "create table %1$s_backup as select * from %1$s where %2$s".formatted(table, rows),
                "grant select on %s_backup to reconciliation_worker".formatted(table)));
    }

    private void restore() {
        TABLES.forEach((table, rows) -> rig.execute(
                "delete from %s where %s".formatted(table, rows),
                "insert into %1$s select * from %1$s_backup".formatted(table)));
    }

    private Map<String, Long> requests() {
        return rig.published().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> total(entry.getValue().rows())));
    }

    private static long total(List<DailyUsage.Row> rows) {
        return rows.stream().mapToLong(DailyUsage.Row::requests).sum();
    }
}
