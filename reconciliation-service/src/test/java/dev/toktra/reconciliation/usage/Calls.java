package dev.toktra.reconciliation.usage;

import dev.toktra.events.TokenCounts;
import dev.toktra.reconciliation.asking.view.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random calls from a seed, crowded around midnights, where days go wrong. */
final class Calls {

    private static final List<String> MODELS = List.of("gpt-4o", "claude-sonnet-4", "unknown", "Ünï,\"code\"");
    private static final List<String> PROVIDERS = List.of("openai", "anthropic", "azure_openai");
    private static final List<String> APPLICATIONS = List.of("claude-code", "unknown", "=cmd()");

    private Calls() {}

    static List<Call> random(long seed, int count, DateRange range, ZoneId zone) {
        Random random = new Random(seed);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LocalDate day = range.start().plusDays(random.nextInt((int) range.days()));
            Instant midnight = day.atStartOfDay(zone).toInstant();
            Duration hours = Duration.between(midnight, day.plusDays(1).atStartOfDay(zone));
            long second = i % 3 == 0
                    ? Math.floorMod(random.nextInt(7200) - 3600L, hours.toSeconds())
                    : random.nextInt((int) hours.toSeconds());
            calls.add(new Call(
                    midnight.plusSeconds(second),
                    random.nextInt(Company.IDENTITIES),
                    PROVIDERS.get(random.nextInt(PROVIDERS.size())),
                    MODELS.get(random.nextInt(MODELS.size())),
                    APPLICATIONS.get(random.nextInt(APPLICATIONS.size())),
                    tokens(random)));
        }
        return calls;
    }

    private static TokenCounts tokens(Random random) {
        int output = random.nextInt(3000);
        return new TokenCounts(
                random.nextInt(9000), random.nextInt(5000), random.nextInt(700), output, random.nextInt(output + 1));
    }
}
