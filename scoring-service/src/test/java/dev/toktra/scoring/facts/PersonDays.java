package dev.toktra.scoring.facts;

import dev.toktra.events.DailyUsage;
import dev.toktra.events.DailyUsage.Calibrated;
import dev.toktra.events.DailyUsage.Reconciled;
import dev.toktra.events.DailyUsage.Row;
import dev.toktra.events.DailyUsage.Settlement;
import dev.toktra.events.Outcome;
import dev.toktra.events.TokenCounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Person-days made from a seed. */
record PersonDays(UUID org, Random random) {

    static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");

    PersonDays(UUID org, long seed) {
        this(org, new Random(seed));
    }

    /** Versions 1 to n of some person-days, about every fifth of them a deletion, in order of versions. */
    List<DailyUsage> versions(int personDays, int versions) {
        List<DailyUsage> all = new ArrayList<>();
        for (int number = 0; number < personDays; number++) {
            String user = number % 7 == 0 ? DailyUsage.UNKNOWN : new UUID(1, number / 3).toString();
            LocalDate day = LocalDate.of(2026, 3, 1).plusDays(number);
            for (int version = 1; version <= versions; version++) {
                all.add(personDay(day, user, version, random.nextInt(5) == 0));
            }
        }
        return all;
    }

    DailyUsage personDay(LocalDate day, String user, long version, boolean deleted) {
        List<Row> rows = new ArrayList<>();
        for (int row = deleted ? 0 : 1 + random.nextInt(3); row > 0; row--) {
            rows.add(row());
        }
        return new DailyUsage(org, day, user, version, deleted, ZONE, rows);
    }

    Row row() {
        boolean reconciled = random.nextBoolean();
        return new Row(
                random.nextBoolean() ? new UUID(2, random.nextInt(3)) : null,
                random.nextBoolean() ? new UUID(3, random.nextInt(3)) : null,
                random.nextBoolean() ? "anthropic" : "openai",
                "model-" + random.nextInt(4),
                "claude-code",
                reconciled ? Settlement.RECONCILED : Settlement.ESTIMATED,
                count(),
                count(),
                count(),
                count(),
                tokens(),
                new Outcome(count(), count(), count(), count(), count()),
                tokens(),
                random.nextBoolean() ? new Calibrated(tokens(), count(), count()) : null,
                reconciled ? new Reconciled(count(), count(), null, null, null, null) : null,
                random.nextBoolean() ? BigDecimal.valueOf(count(), 4) : null,
                reconciled ? BigDecimal.valueOf(count(), 4) : null);
    }

    private TokenCounts tokens() {
        long output = count();
        return new TokenCounts(count(), count(), count(), output, output / 3);
    }

    private long count() {
        return random.nextInt(100_000);
    }
}
