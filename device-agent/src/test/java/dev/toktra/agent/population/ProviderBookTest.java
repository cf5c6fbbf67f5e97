package dev.toktra.agent.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.toktra.agent.event.TokenSource;
import dev.toktra.agent.event.UsageEvent;
import dev.toktra.agent.population.ProviderHour.Cause;
import dev.toktra.agent.population.Timeline.DeviceEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProviderBookTest {

    private static final LocalDate STORY = LocalDate.of(2026, 11, 22);
    private static final Population POPULATION = Population.of(42, 60, STORY);
    private static final Instant FROM = Instant.parse("2026-11-09T00:00:00Z");
    private static final Instant LIVE = Instant.parse("2026-11-21T10:17:03Z");
    private static final Instant UNTIL = Instant.parse("2026-11-23T00:00:00Z");
    private static final double RATE = 0.05;
    private static final List<ProviderHour> HOURS = book().hours(FROM, UNTIL);

    private static ProviderBook book() {
        return new ProviderBook(POPULATION, new ProviderBook.Extra(LIVE, RATE));
    }

    private static List<DeviceEvent> seen() {
        Timeline timeline = new Timeline(POPULATION);
        List<DeviceEvent> seen = new ArrayList<>(timeline.due(FROM, UNTIL));
        seen.addAll(timeline.extra(LIVE, UNTIL, RATE));
        return seen;
    }

    /** Input, output and requests by provider, hour and the provider's model. */
    private static final class Sums {

        private final Map<String, long[]> sums = new TreeMap<>();

        void add(ProviderHour hour, String model, long... amounts) {
            add(hour.provider() + " " + hour.hour() + " " + model, amounts);
        }

        void add(String place, long... amounts) {
            long[] sum = sums.computeIfAbsent(place, any -> new long[3]);
            for (int i = 0; i < 3; i++) {
                sum[i] += amounts[i];
            }
        }

        Map<String, List<Long>> notNothing() {
            Map<String, List<Long>> some = new TreeMap<>();
            sums.forEach((place, sum) -> {
                if (sum[0] != 0 || sum[1] != 0 || sum[2] != 0) {
                    some.put(place, List.of(sum[0], sum[1], sum[2]));
                }
            });
            return some;
        }
    }

    @Test
    void causesAddUpToWhatProvidersShowLessWhatDevicesSaw() {
        Sums difference = new Sums();
        Sums causes = new Sums();
        for (ProviderHour hour : HOURS) {
            hour.last()
                    .forEach(figure -> difference.add(
                            hour,
                            figure.payer().model(),
                            figure.billed().input(),
                            figure.billed().output(),
                            figure.billed().requests()));
            hour.causes()
                    .forEach(cause -> causes.add(
                            hour, String.valueOf(cause.model()), cause.input(), cause.output(), cause.requests()));
        }
        for (DeviceEvent seen : seen()) {
            UsageEvent event = seen.event();
            String model = event.called().model();
            String provider = event.called().provider();
            difference.add(
                    provider + " " + event.occurredAt().truncatedTo(ChronoUnit.HOURS) + " "
                            + (model == null ? "null" : Spelling.of(provider, model)),
                    -event.tokens().input(),
                    -event.tokens().output(),
                    -1);
        }

        assertThat(causes.notNothing()).isEqualTo(difference.notNothing()).hasSizeGreaterThan(1_000);
        assertThat(HOURS.stream().flatMap(hour -> hour.causes().stream()).map(Cause::cause))
                .contains("estimator_bias", "failed_calls", "token_category", "coverage_gap", "restatement");
    }

    @Test
    void theSameIsToldHoweverTheTimeIsCut() {
        Instant middle = Instant.parse("2026-11-21T11:00:00Z");
        List<ProviderHour> parts = new ArrayList<>(book().hours(FROM, middle));
        parts.addAll(book().hours(middle, UNTIL));

        assertThat(parts).isEqualTo(HOURS);
    }

    @Test
    void whatAnAnswerSaidIsExactAndEstimatorsAreWrongByTheirModelsBias() {
        Metering metering = new Metering(42);
        Map<String, List<Double>> ratios = new TreeMap<>();
        for (DeviceEvent seen : seen()) {
            UsageEvent event = seen.event();
            if (event.failed()
                    || event.called().model() == null
                    || event.tokens().total() < 2_000) {
                continue;
            }
            String model = String.valueOf(event.called().model());
            Billed billed = metering.of(seen.deviceId(), event, model);
            if (event.tokenSource() == TokenSource.RESPONSE_USAGE) {
                assertThat(billed).isEqualTo(Metering.seen(event));
            } else {
                double ratio = event.tokens().total() / (double) (billed.input() + billed.output());
                ratios.computeIfAbsent(model, any -> new ArrayList<>()).add(ratio);
            }
        }
        assertThat(ratios).hasSizeGreaterThan(8);
        ratios.forEach((model, all) -> {
            double mean = all.stream().mapToDouble(ratio -> ratio).average().orElse(0);
            assertThat(mean).as(model).isCloseTo(metering.bias(model, TokenSource.TOKENIZER), within(0.03));
        });
        assertThat(ratios.keySet().stream().map(model -> metering.bias(model, TokenSource.TOKENIZER)))
                .allMatch(bias -> bias >= 0.9 && bias <= 1.2)
                .anyMatch(bias -> bias > 1.08)
                .anyMatch(bias -> bias < 1.02);
    }

    @Test
    void someUseIsSeenByNoDevice() {
        long all = tokens(any -> true);

        assertThat(tokens(figure -> Unseen.UNKNOWN_KEY.equals(figure.payer().key())))
                .isBetween(all / 500, all / 20);
        assertThat(tokens(figure -> String.valueOf(figure.payer().user()).contains("user-inesfalk")))
                .isPositive();
        assertThat(HOURS.stream()
                        .flatMap(hour -> hour.causes().stream())
                        .filter(cause -> cause.cause().equals("coverage_gap"))
                        .mapToLong(cause -> cause.input() + cause.output())
                        .sum())
                .isBetween(all / 100, all / 8);
    }

    private static long tokens(Predicate<ProviderFigure> which) {
        return HOURS.stream()
                .flatMap(hour -> hour.last().stream())
                .filter(which)
                .mapToLong(figure -> figure.billed().input() + figure.billed().output())
                .sum();
    }

    @Test
    void aFewHoursAreChangedLater() {
        long late = HOURS.stream()
                .filter(hour -> hour.later().stream()
                        .anyMatch(edition ->
                                edition.figures().size() > hour.figures().size()))
                .count();
        List<ProviderHour> restated = HOURS.stream()
                .filter(hour ->
                        hour.causes().stream().anyMatch(cause -> cause.cause().equals("restatement")))
                .toList();

        assertThat(late / (double) HOURS.size()).isBetween(0.02, 0.08);
        assertThat(restated.size() / (double) HOURS.size()).isBetween(0.003, 0.03);
        assertThat(restated).allSatisfy(hour -> {
            Instant from = hour.later().get(hour.later().size() - 1).from();
            assertThat(Duration.between(hour.hour(), from)).isIn(Duration.ofHours(30), Duration.ofDays(4));
        });
        assertThat(HOURS)
                .allSatisfy(hour -> assertThat(hour.later().stream().map(ProviderHour.Edition::from))
                        .isSorted());
    }

    @Test
    void everyNameOfAFigureIsInTheListsButTheOneThatNobodyKnows() {
        ProviderNames names = book().names();
        Set<String> listed = Stream.of(
                        names.keys().stream().map(ProviderNames.Key::id),
                        names.users().stream().map(ProviderNames.User::id),
                        names.projects().stream().map(ProviderNames.Project::id),
                        names.accounts().stream().map(ProviderNames.Account::name),
                        names.deployments().stream().map(one -> one.account() + "/" + one.name() + "/" + one.model()))
                .flatMap(all -> all)
                .collect(Collectors.toSet());
        Set<String> used = HOURS.stream()
                .flatMap(hour -> hour.last().stream())
                .flatMap(figure -> namesOf(figure.payer()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());

        assertThat(used.stream().filter(name -> !listed.contains(name))).containsExactly(Unseen.UNKNOWN_KEY);
        assertThat(names.keys())
                .allSatisfy(key -> assertThat(key.user() == null).isNotEqualTo(key.program() == null));
    }

    private static Stream<String> namesOf(ProviderFigure.Payer payer) {
        String deployment =
                payer.deployment() == null ? null : payer.project() + "/" + payer.deployment() + "/" + payer.model();
        return Stream.of(payer.user(), payer.key(), payer.project(), deployment);
    }

    @Test
    void figuresNameAPersonWhereTheProviderKnowsOneAndDeploymentsElsewhere() {
        Person person = POPULATION.people().get(0);
        Map<String, Set<ProviderFigure.Payer>> payers = new TreeMap<>();
        HOURS.forEach(hour -> hour.last()
                .forEach(figure -> payers.computeIfAbsent(hour.provider(), any -> new HashSet<>())
                        .add(figure.payer())));

        assertThat(payers.get("openai"))
                .anyMatch(payer -> Billing.openAiUser(person).equals(payer.user()) && payer.key() != null)
                .anyMatch(payer -> Billing.SHARED_KEY.equals(payer.key()) && payer.user() == null);
        assertThat(payers.get("anthropic"))
                .allMatch(payer -> payer.user() == null && payer.key() != null)
                .anyMatch(payer -> payer.project() == null);
        assertThat(payers.get("azure_openai"))
                .allMatch(payer -> payer.deployment() != null)
                .anyMatch(payer -> "halden-support".equals(payer.project()));
        assertThat(payers.get("gcp_vertex")).allMatch(payer -> payer.project() != null && payer.user() == null);
    }
}
