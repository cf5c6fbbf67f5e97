package dev.toktra.reconciliation.usage;

import dev.toktra.events.TokenCounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What settling left of a company's usage: how far hours are settled, whose the tokens are, names and factors. */
final class Settled {

    static final int UNKNOWN = -1;
    static final int UNATTRIBUTED = -2;

    /** Units from here on are teams, those below departments; -1 is none. */
    static final int TEAMS = 10;

    /** A share; what the provider does not report is null. */
    record Share(
            Instant hour,
            LocalDate day,
            String provider,
            String model,
            int person,
            int unit,
            String application,
            boolean restated,
            long input,
            long output,
            @Nullable Long fresh,
            @Nullable Long requests,
            @Nullable BigDecimal cost) {}

    /** By what input and output are multiplied. */
    record Factor(String input, String output) {

        TokenCounts times(TokenCounts tokens) {
            return new TokenCounts(
                    times(tokens.freshInput(), input),
                    times(tokens.cacheRead(), input),
                    times(tokens.cacheWrite(), input),
                    times(tokens.output(), output),
                    times(tokens.reasoning(), output));
        }

        private static long times(long tokens, String factor) {
            return BigDecimal.valueOf(tokens)
                    .multiply(new BigDecimal(factor))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
    }

    private final Company company;
    private final Map<String, Map<Instant, String>> states = new TreeMap<>();
    private final Map<String, String> canonical = new HashMap<>();
    private final Map<String, Factor> factors = new TreeMap<>();
    private final List<Share> shares = new ArrayList<>();

    Settled(Company company) {
        this.company = company;
    }

    /** openai is settled until after the middle, but for some hours; anthropic until long before; azure_openai never. */
    void fill(Random random, LocalDate middle) {
        canonical.put("openai|claude-sonnet-4", "gpt-4o");
        factors.put("openai|gpt-4o|tokenizer", new Factor("1.25", "0.8"));
        factors.put("anthropic|unknown|byte_ratio", new Factor("0.9", "1.37"));
        Instant first = start(middle.minusDays(22));
        Instant end = start(middle.plusDays(3)).plus(Duration.ofHours(7));
        hours("openai", first, end, random);
        hours("anthropic", first, start(middle.minusDays(10)).plus(Duration.ofHours(15)), random);
        for (Call call : company.calls) {
            if (state(call.provider(), call.hour()) != null && random.nextInt(6) > 0) {
                shares.add(share(random, call, person(random, company.personOf(call))));
            }
        }
    }

    /** Most are reconciled, some unread; the last forty are provisional. */
    private void hours(String provider, Instant first, Instant end, Random random) {
        Map<Instant, String> of = states.computeIfAbsent(provider, key -> new TreeMap<>());
        Instant provisional = end.minus(Duration.ofHours(40));
        for (Instant hour = first; hour.isBefore(end); hour = hour.plus(Duration.ofHours(1))) {
            if (!hour.isBefore(provisional)) {
                of.put(hour, "provisional");
            } else if (random.nextInt(200) > 0) {
                of.put(hour, "reconciled");
            }
        }
    }

    private static int person(Random random, int seen) {
        return switch (random.nextInt(5)) {
            case 0 -> UNATTRIBUTED;
            case 1 -> random.nextInt(Company.PEOPLE);
            default -> seen;
        };
    }

    private Share share(Random random, Call call, int person) {
        String model = canonical(call.provider(), call.model());
        int input = random.nextInt(9000);
        boolean anthropic = call.provider().equals("anthropic");
        return new Share(
                call.hour(),
                company.dayOf(call),
                call.provider(),
                model,
                person,
                person == UNATTRIBUTED ? List.of(-1, 1, 2, 3, TEAMS).get(random.nextInt(5)) : -1,
                call.application(),
                Objects.hash(call.provider(), call.hour(), model) % 4 == 0,
                input,
                random.nextInt(500),
                anthropic ? (Long) (long) (input / 2) : null,
                anthropic ? null : (Long) (long) random.nextInt(4),
                random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(5000), 3) : null);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(company.zone).toInstant().truncatedTo(ChronoUnit.HOURS);
    }

    /** How far an hour of a provider is settled; null: not at all. */
    @Nullable
    String state(String provider, Instant hour) {
        return states.getOrDefault(provider, Map.of()).get(hour);
    }

    String canonical(String provider, String model) {
        return canonical.getOrDefault(provider + "|" + model, model);
    }

    @Nullable
    Factor factor(String provider, String model, String tokenSource) {
        return factors.get(provider + "|" + model + "|" + tokenSource);
    }

    /** The shares of reconciled hours. */
    Stream<Share> shares() {
        return shares.stream().filter(share -> "reconciled".equals(state(share.provider(), share.hour())));
    }

    List<Share> sharesOfAllHours() {
        return shares;
    }

    Map<String, Map<Instant, String>> states() {
        return states;
    }

    Map<String, String> names() {
        return canonical;
    }

    Map<String, Factor> factors() {
        return factors;
    }

    /** Whether hours of a day are settled: those that touch it, of whom all, some or none are of a state. */
    private Set<String> statesOf(String provider, LocalDate day) {
        Set<String> found = new TreeSet<>();
        Instant end = day.plusDays(1).atStartOfDay(company.zone).toInstant();
        for (Instant hour = start(day); hour.isBefore(end); hour = hour.plus(Duration.ofHours(1))) {
            found.add(String.valueOf(state(provider, hour)));
        }
        return found;
    }

    boolean isWhole(String provider, LocalDate day) {
        return statesOf(provider, day).equals(Set.of("reconciled"));
    }

    boolean isMixed(String provider, LocalDate day) {
        return statesOf(provider, day).contains("reconciled") && !isWhole(provider, day);
    }

    boolean isProvisional(String provider, LocalDate day) {
        return statesOf(provider, day).equals(Set.of("provisional"));
    }
}
