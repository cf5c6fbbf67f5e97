package dev.toktra.reconciliation.settling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.polling.deciding.PlanTest;
import dev.toktra.reconciliation.providers.pricing.table.PriceStore;
import dev.toktra.reconciliation.settling.SettlingRig.Said;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Shares cost what the table of prices says, as the transaction that settles them sees it. */
class PricedSharesTest {

    private static final String DAY = "2026-11-20";
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

    private final String model = "made-up-" + UUID.randomUUID();

    @Test
    void sharesHaveThePriceOfTheirTierThatHoldsWhenTheyAreSettled() throws SQLException {
        SettlingRig rig = SettlingRig.in("UTC");
        UUID connection = rig.connected(SettlingRig.OPENAI);
        rig.person("user-ada");
        rig.says(said(connection, false));
        rig.says(said(connection, true));
        price(rig, "standard", "a", "2");
        settle(rig);
        assertThat(costs(rig)).containsExactly("batch null", "standard 2.4");

        rig.update("update price set replaced_at = now() where model = '" + model + "'");
        price(rig, "standard", "b", "3");
        price(rig, "batch", "c", "1.5");
        settle(rig);
        assertThat(costs(rig)).containsExactly("batch 1.8", "standard 3.4");
        rig.update("update price set replaced_at = now() where model = '" + model + "'");
        rig.close();
    }

    private Said said(UUID connection, boolean batch) {
        return new Said(connection, TEN, "hour", model, "user-ada", null, batch, Counts.of(1_000_000, 100_000, null));
    }

    private void price(SettlingRig rig, String tier, String id, String input) throws SQLException {
        rig.update("insert into price (price_id, provider, model, tier, input, output, source, overridden) values ('"
                + model + id + "', 'openai', '" + model + "', '" + tier + "', " + input + ", "
                + (tier.equals("batch") ? "3" : "4") + ", 'made up', true)");
    }

    private static void settle(SettlingRig rig) throws SQLException {
        rig.clock.tick(SettlingRig.CONFIG.dayAtMostEvery());
        rig.mark(DAY);
        UnitStore units = new UnitStore(PlanTest.rules().grace(), PriceStore::book, SettlingRig.CONFIG.frozenAfter());
        assertThat(rig.store(units).settle(rig.unit(DAY))).isTrue();
    }

    private List<String> costs(SettlingRig rig) throws SQLException {
        return rig.rows("select tier, cost from settled_share where org_id = :o order by tier");
    }
}
