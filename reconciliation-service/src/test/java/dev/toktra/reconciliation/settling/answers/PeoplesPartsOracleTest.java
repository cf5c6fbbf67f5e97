package dev.toktra.reconciliation.settling.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.asking.Grouping;
import dev.toktra.reconciliation.asking.PartsUnits;
import dev.toktra.reconciliation.asking.PartsUnits.Unit;
import dev.toktra.reconciliation.asking.RandomParts;
import dev.toktra.reconciliation.asking.RandomParts.Part;
import dev.toktra.reconciliation.asking.view.DateRange;
import dev.toktra.reconciliation.asking.view.UsageFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of people against sums over all shares and estimates, to the token. */
class PeoplesPartsOracleTest {

    private static final String TYPES = "date, date, text, text, text, text, text, int, text, text, uuid[], uuid";
    private static final List<List<Grouping>> GROUPS = List.of(
            List.of(Grouping.USER),
            List.of(Grouping.DEPARTMENT),
            List.of(Grouping.TEAM),
            List.of(Grouping.DAY, Grouping.DEPARTMENT),
            List.of(Grouping.HOUR, Grouping.MODEL, Grouping.USER),
            List.of(Grouping.PROVIDER, Grouping.USER, Grouping.DEPARTMENT, Grouping.TEAM));

    /** Whose parts: the last three parameters of the question, and the same of the oracle. */
    private record Whose(String parameters, Predicate<Part> has) {}

    private static CellQuestion by(List<Grouping> groups) {
        DateRange days = new DateRange(RandomParts.FIRST, RandomParts.LAST);
        UsageFilter all = new UsageFilter(null, null, null, null, null);
        return new CellQuestion(days, all, null, groups, null, "", 1000);
    }

    private static JsonNode ask(RandomParts company, String statement, String whose) throws Exception {
        boolean whole = whose.isEmpty();
        return company.ask(
                statement,
                whole ? TYPES.replace(", text, uuid[], uuid", "") : TYPES,
                "'%s', '%s', null, null, null, null, '', 1000, 'now'%s"
                        .formatted(RandomParts.FIRST, RandomParts.LAST, whole ? "" : ", " + whose));
    }

    private static List<Whose> whose(PartsUnits units) {
        List<Whose> all = new ArrayList<>();
        all.add(new Whose("null, null, null", part -> true));
        for (String who :
                List.of("unknown", "unattributed", units.people().iterator().next())) {
            all.add(new Whose(
                    "'" + who + "', null, null", part -> part.subject().equals(who)));
        }
        for (Unit top : units.departments()) {
            String ids =
                    units.below(top).stream().map(unit -> unit.id().toString()).collect(Collectors.joining(","));
            all.add(new Whose(
                    "null, '{" + ids + "}', null", part -> units.below(top).contains(units.departmentOf(part))));
        }
        for (Unit team : units.teams()) {
            all.add(new Whose("null, null, '" + team.id() + "'", part -> team.equals(units.teamOf(part))));
        }
        return all;
    }

    private static String key(Part part, List<Grouping> groups, PartsUnits units) {
        return groups.stream()
                .map(group -> switch (group) {
                    case DAY -> part.hour().toString().substring(0, 10);
                    case HOUR -> part.hour().toString();
                    case PROVIDER -> part.provider();
                    case MODEL -> part.model();
                    case USER -> part.subject();
                    case DEPARTMENT -> name(units.departmentOf(part));
                    case TEAM -> name(units.teamOf(part));
                })
                .collect(Collectors.joining(" "));
    }

    private static String name(@Nullable Unit unit) {
        return unit == null ? "null" : unit.name();
    }

    private static String key(JsonNode item, List<Grouping> groups) {
        return groups.stream()
                .map(group -> item.get(
                                switch (group) {
                                    case DAY -> "day";
                                    case HOUR -> "hour";
                                    case PROVIDER -> "provider";
                                    case MODEL -> "model";
                                    case USER -> "user_id";
                                    case DEPARTMENT -> "department_name";
                                    case TEAM -> "team_name";
                                })
                        .asText())
                .collect(Collectors.joining(" "));
    }

    private static Map<String, List<Long>> expected(List<Part> parts, List<Grouping> groups, PartsUnits units) {
        Map<String, List<Part>> grouped = parts.stream()
                .collect(Collectors.groupingBy(part -> key(part, groups, units), TreeMap::new, Collectors.toList()));
        Map<String, List<Long>> sums = new TreeMap<>();
        grouped.forEach((key, group) -> sums.put(
                key,
                List.of(
                        sum(group, part -> part.device() ? 0 : part.input()),
                        sum(group, part -> part.device() ? 0 : part.output()),
                        sum(group, part -> part.device() && part.counted() ? part.input() : 0),
                        sum(group, part -> part.device() && !part.counted() ? part.output() : 0),
                        sum(group, part -> part.settled() && !part.device() ? part.input() : 0),
                        sum(group, part -> part.device() && !part.settled() ? part.input() : 0))));
        return sums;
    }

    private static long sum(List<Part> parts, ToLongFunction<Part> figure) {
        return parts.stream().mapToLong(figure).sum();
    }

    private static Map<String, List<Long>> answered(JsonNode answer, List<Grouping> groups) {
        Map<String, List<Long>> sums = new TreeMap<>();
        for (JsonNode item : answer.get("items")) {
            sums.put(
                    key(item, groups),
                    List.of(
                            item.at("/provider_count/input").asLong(),
                            item.at("/provider_count/output").asLong(),
                            item.at("/device_count/input").asLong(),
                            item.at("/not_counted_yet/output").asLong(),
                            item.at("/reconciled_tokens/input").asLong(),
                            item.at("/estimated_tokens/input").asLong()));
        }
        return sums;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 20261123})
    void everyGroupAndFilterSumsItsParts(long seed) throws Exception {
        RandomParts company = new RandomParts(seed);
        List<Whose> all = whose(company.units());
        Whose first = all.get(0);
        for (Whose whose : all) {
            List<Part> parts = company.parts().stream().filter(whose.has()).toList();
            for (List<Grouping> groups : whose == first ? GROUPS : GROUPS.subList(GROUPS.size() - 1, GROUPS.size())) {
                JsonNode answer = ask(company, PeopleSql.summary(by(groups), true), whose.parameters());
                assertThat(answered(answer, groups))
                        .as("seed " + seed + " " + groups + " of " + whose.parameters())
                        .isEqualTo(expected(parts, groups, company.units()));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 4, 20261124})
    void peopleAndNobodyAreTogetherTheWhole(long seed) throws Exception {
        RandomParts company = new RandomParts(seed);
        JsonNode whole = ask(company, CellSql.summary(by(List.of(Grouping.PROVIDER))), "");
        JsonNode parts = ask(company, PeopleSql.summary(by(List.of(Grouping.USER)), true), "null, null, null");
        assertThat(parts.get("attribution")).isEqualTo(whole.get("attribution"));
        for (String measure : List.of("input", "output")) {
            long all = total(whole, measure);
            assertThat(total(parts, measure)).as("seed " + seed).isEqualTo(all).isPositive();
            JsonNode attribution = whole.get("attribution");
            assertThat(attribution.at("/provider_count/" + measure).asLong()).isEqualTo(all);
            assertThat(attribution.at("/people/" + measure).asLong()
                            + attribution.at("/unknown/" + measure).asLong()
                            + attribution.at("/unattributed/" + measure).asLong())
                    .isEqualTo(all);
            assertThat(attribution.at("/unattributed/" + measure).asLong())
                    .isEqualTo(total(
                            ask(
                                    company,
                                    PeopleSql.summary(by(List.of(Grouping.DAY)), false),
                                    "'unattributed', null, null"),
                            measure));
        }
    }

    private static long total(JsonNode answer, String measure) {
        long total = 0;
        for (JsonNode item : answer.get("items")) {
            total += item.at("/provider_count/" + measure).asLong();
        }
        return total;
    }
}
