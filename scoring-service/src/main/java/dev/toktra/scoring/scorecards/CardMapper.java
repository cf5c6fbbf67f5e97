package dev.toktra.scoring.scorecards;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the card that is shown of its row. */
final class CardMapper {

    private CardMapper() {}

    static ShownCard card(Row row) {
        return new ShownCard(
                row.getString("level"),
                row.getUUID("subject_id"),
                row.getString("name"),
                row.getUUID("department_id"),
                row.getUUID("team_id"),
                row.getLocalDate("night"),
                adoption(row),
                tokens(row),
                new ShownCard.Models(row.getInteger("models"), rounded(row, "effective_models", 2)),
                providers(row.getString("providers")),
                efficiency(row),
                row.getLocalDate("settled_until"),
                row.getInteger("formula_version"),
                row.getOffsetDateTime("computed_at").toInstant());
    }

    private static ShownCard.Adoption adoption(Row row) {
        int eligible = row.getInteger("eligible");
        int active = row.getInteger("active_30");
        BigDecimal rate = eligible == 0
                ? null
                : BigDecimal.valueOf(active).divide(BigDecimal.valueOf(eligible), 4, RoundingMode.HALF_UP);
        return new ShownCard.Adoption(eligible, row.getInteger("active_7"), active, row.getInteger("active_90"), rate);
    }

    private static ShownCard.Tokens tokens(Row row) {
        return new ShownCard.Tokens(
                row.getLong("tokens"),
                Arrays.asList(row.getArrayOfLongs("weeks")),
                rounded(row, "slope", 1),
                rounded(row, "slope_low", 1),
                rounded(row, "slope_high", 1),
                rounded(row, "settled_share", 4));
    }

    private static ShownCard.Efficiency efficiency(Row row) {
        return new ShownCard.Efficiency(
                row.getBoolean("withheld"),
                row.getInteger("scored"),
                rounded(row, "score", 1),
                rounded(row, "score_change_30", 1),
                rounded(row, "score_change_90", 1));
    }

    private static Map<String, BigDecimal> providers(String json) {
        Map<String, BigDecimal> shares = new TreeMap<>();
        new JsonObject(json)
                .forEach(share -> shares.put(
                        share.getKey(), new BigDecimal(share.getValue().toString()).setScale(4, RoundingMode.HALF_UP)));
        return shares;
    }

    private static @Nullable BigDecimal rounded(Row row, String column, int places) {
        BigDecimal figure = row.getBigDecimal(column);
        return figure == null ? null : figure.setScale(places, RoundingMode.HALF_UP);
    }
}
