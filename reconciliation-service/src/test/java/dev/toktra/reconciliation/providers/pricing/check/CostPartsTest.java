package dev.toktra.reconciliation.providers.pricing.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.asking.Grouping;
import dev.toktra.reconciliation.asking.PartsUnits.Unit;
import dev.toktra.reconciliation.asking.RandomParts;
import dev.toktra.reconciliation.asking.RandomParts.Part;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Costs of people and units against sums over all shares. */
class CostPartsTest {

    private static final String TYPES = "text, date, date, text";

    private static String wanted() {
        return "null, '%s', '%s', null".formatted(RandomParts.FIRST, RandomParts.LAST);
    }

    private static List<Part> reconciled(RandomParts company, Predicate<Part> which) {
        return company.parts().stream()
                .filter(part -> part.settled() && !part.device())
                .filter(which)
                .toList();
    }

    private static @Nullable BigDecimal usd(List<Part> parts) {
        return parts.stream()
                .map(Part::cost)
                .filter(Objects::nonNull)
                .reduce(BigDecimal::add)
                .map(BigDecimal::stripTrailingZeros)
                .orElse(null);
    }

    private static String figures(List<Part> parts) {
        return usd(parts) + " " + tokens(parts, part -> true) + " " + tokens(parts, part -> part.cost() == null);
    }

    private static long tokens(List<Part> parts, Predicate<Part> which) {
        return parts.stream()
                .filter(which)
                .mapToLong(part -> part.input() + part.output())
                .sum();
    }

    private static String figures(JsonNode part) {
        JsonNode usd = part.get("usd");
        return (usd.isNull() ? null : new BigDecimal(usd.asText()).stripTrailingZeros()) + " "
                + part.get("tokens").asLong() + " "
                + part.get("unpriced_tokens").asLong();
    }

    private static Map<String, String> answered(RandomParts company, Grouping group, String name, String whose)
            throws Exception {
        JsonNode answer = company.ask(
                CostSql.groups(List.of(group)),
                TYPES + ", text, uuid[], uuid, text, int",
                wanted() + ", " + whose + ", '', 1000");
        Map<String, String> sums = new TreeMap<>();
        for (JsonNode item : answer.get("items")) {
            sums.put(item.get(name).asText(), figures(item));
        }
        return sums;
    }

    private static Map<String, String> expected(List<Part> parts, Function<Part, String> key) {
        Map<String, String> sums = new TreeMap<>();
        parts.stream().collect(Collectors.groupingBy(key)).forEach((each, of) -> sums.put(each, figures(of)));
        return sums;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 20261123})
    void groupsSumTheirShares(long seed) throws Exception {
        RandomParts company = new RandomParts(seed);
        assertThat(answered(company, Grouping.USER, "user_id", "null, null, null"))
                .as("seed " + seed)
                .isEqualTo(expected(reconciled(company, part -> true), Part::subject));
        assertThat(answered(company, Grouping.DEPARTMENT, "department_name", "null, null, null"))
                .isEqualTo(expected(reconciled(company, part -> true), part -> {
                    Unit unit = company.units().departmentOf(part);
                    return unit == null ? "null" : unit.name();
                }));
        Unit team = company.units().teams().get(0);
        assertThat(answered(company, Grouping.MODEL, "model", "null, null, '" + team.id() + "'"))
                .isEqualTo(expected(
                        reconciled(company, part -> team.equals(company.units().teamOf(part))), Part::model));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {13, 20261124})
    void peopleAndNobodyAreTogetherAllCosts(long seed) throws Exception {
        RandomParts company = new RandomParts(seed);
        JsonNode attribution = company.ask(CostSql.ATTRIBUTION, TYPES, wanted());
        assertThat(figures(attribution.get("all"))).isEqualTo(figures(reconciled(company, part -> true)));
        for (String who : List.of("unknown", "unattributed")) {
            assertThat(figures(attribution.get(who)))
                    .isEqualTo(
                            figures(reconciled(company, part -> part.subject().equals(who))));
        }
        assertThat(figures(attribution.get("people")))
                .isEqualTo(figures(reconciled(company, part -> !part.subject().startsWith("un"))));
    }
}
