package dev.toktra.reconciliation.settling.variance;

import dev.toktra.events.TokenCounts;
import dev.toktra.events.TokenSource;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import dev.toktra.reconciliation.ledger.LedgerRig;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People who work for some days, what a provider counts of it and what their devices say, with faults of known size. */
final class SyntheticOrganisation {

    static final Instant FIRST = Instant.parse("2026-11-09T00:00:00Z");
    static final int DAYS = 10;
    static final String NOBODY = "nobody";
    private static final Instant HEARD = FIRST.plus(Duration.ofDays(DAYS + 1));
    private static final Instant SILENT_SINCE =
            FIRST.plus(Duration.ofDays(DAYS - 3)).plus(Duration.ofHours(12));
    private static final Duration SKEW = Duration.ofMinutes(10);

    /** What is peculiar about somebody. */
    enum Kind {
        PLAIN,
        NEWER_AGENT,
        RELAYED,
        WITHOUT_DEVICE,
        SILENT,
        OWING,
        SKEWED,
        NAMELESS,
        SHARED_KEY
    }

    /** Somebody with one device. */
    record Person(UUID id, Kind kind, UUID device, UUID stream) {}

    private record Use(Person person, Instant at, String model, long input, long output) {}

    final List<Person> people = new ArrayList<>();
    final Map<CellKey, Map<String, long[]>> provider = new TreeMap<>();
    /** What the provider said first of the hours that it restated. */
    final Map<CellKey, Map<String, long[]>> first = new TreeMap<>();

    final Map<Cause, long[]> injected = new EnumMap<>(Cause.class);
    long duplicates;
    private final Random random;
    private final UUID org;
    private final Map<Person, List<Optional<UsageEvent>>> events = new LinkedHashMap<>();
    private final List<Optional<UsageEvent>> again = new ArrayList<>();

    SyntheticOrganisation(Random random, UUID org) {
        this.random = random;
        this.org = org;
        for (Kind kind : Kind.values()) {
            int many = kind == Kind.PLAIN || kind == Kind.NEWER_AGENT || kind == Kind.RELAYED ? 5 : 2;
            for (int i = 0; i < many; i++) {
                people.add(new Person(id(), kind, id(), id()));
            }
        }
        people.forEach(this::work);
        runABatchJob();
        restate();
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private void work(Person person) {
        for (int day = 0; day < DAYS; day++) {
            for (int hour = 8; hour < 18; hour++) {
                if (person.kind() != Kind.SKEWED || hour % 3 == 2) {
                    Instant at = FIRST.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
                    for (int call = 6 + random.nextInt(6); call > 0; call--) {
                        use(person, at.plus(Duration.ofSeconds(random.nextInt(3600))));
                    }
                }
            }
        }
    }

    private void use(Person person, Instant at) {
        String model = random.nextInt(3) == 0 ? "gpt-4o" : "gpt-5.5";
        Use use = new Use(person, at, model, 500 + random.nextInt(7500), 50 + random.nextInt(1450));
        boolean failed = random.nextInt(25) == 0;
        if (!failed) {
            boolean shared = person.kind() == Kind.SHARED_KEY && random.nextBoolean();
            count(hour(at), model, shared ? NOBODY : person.id().toString(), use);
        }
        see(use, failed);
    }

    private void count(Instant hour, String model, String whose, Use use) {
        long[] sums = provider.computeIfAbsent(new CellKey(hour, model), any -> new TreeMap<>())
                .computeIfAbsent(whose, any -> new long[2]);
        sums[0] += use.input();
        sums[1] += use.output();
    }

    /** What the device tells of a call, or why it tells nothing. */
    private void see(Use use, boolean failed) {
        Kind kind = use.person().kind();
        boolean owed = kind == Kind.OWING && random.nextInt(4) == 0;
        if (kind == Kind.WITHOUT_DEVICE) {
            inject(Cause.COVERAGE_GAP, failed ? 0 : use.input(), failed ? 0 : use.output());
            return;
        }
        long input = estimate(use.input(), inputFactor(kind), kind);
        long output = estimate(use.output(), outputFactor(kind), kind);
        if (owed || kind == Kind.SILENT && use.at().isAfter(SILENT_SINCE)) {
            inject(Cause.LATE_EVENTS, failed ? 0 : use.input(), failed ? 0 : use.output());
            if (owed) {
                events.computeIfAbsent(use.person(), any -> new ArrayList<>()).add(Optional.empty());
            }
            return;
        }
        if (failed) {
            inject(Cause.FAILED_CALLS, -input, -output);
        } else {
            inject(Cause.ESTIMATOR_BIAS, use.input() - input, use.output() - output);
        }
        tell(use, failed, new TokenCounts(input, 0, 0, output, 0));
    }

    private void tell(Use use, boolean failed, TokenCounts tokens) {
        Kind kind = use.person().kind();
        Instant at = kind == Kind.SKEWED ? use.at().plus(SKEW) : use.at();
        if (!hour(at).equals(hour(use.at())) && !failed) {
            inject(Cause.BOUNDARY, use.input(), use.output());
        }
        boolean nameless = kind == Kind.NAMELESS && random.nextInt(3) == 0;
        if (nameless && !failed) {
            inject(Cause.TOKEN_CATEGORY, use.input(), use.output());
        }
        List<Optional<UsageEvent>> told = events.computeIfAbsent(use.person(), any -> new ArrayList<>());
        String identity = "%016x%016x".formatted(random.nextLong(), random.nextLong());
        Said said = new Said(at, nameless ? null : use.model(), failed ? 500 : 200, kind, identity);
        told.add(Optional.of(event(told.size() + 1, said, tokens)));
        if (kind == Kind.RELAYED && random.nextInt(10) == 0) {
            again.add(Optional.of(event(again.size() + 1, said, tokens)));
            duplicates += tokens.total();
        }
    }

    private record Said(Instant at, @Nullable String model, int status, Kind kind, String identity) {}

    private static UsageEvent event(long seq, Said said, TokenCounts tokens) {
        return new UsageEvent(
                seq,
                said.at(),
                said.at(),
                "openai",
                said.model(),
                "x@acme.com",
                "vscode",
                "/v1/chat",
                said.status(),
                1,
                false,
                900L,
                null,
                null,
                source(said.kind()),
                said.identity(),
                tokens,
                null);
    }

    private long estimate(long tokens, double factor, Kind kind) {
        return kind == Kind.RELAYED ? tokens : Math.round(tokens / factor * Math.exp(0.06 * random.nextGaussian()));
    }

    private static double inputFactor(Kind kind) {
        return kind == Kind.RELAYED ? 1 : kind == Kind.NEWER_AGENT ? 1.12 : 1.2;
    }

    private static double outputFactor(Kind kind) {
        return kind == Kind.RELAYED ? 1 : kind == Kind.NEWER_AGENT ? 0.95 : 1.1;
    }

    private static TokenSource source(Kind kind) {
        return kind == Kind.RELAYED ? TokenSource.RESPONSE_USAGE : TokenSource.TOKENIZER;
    }

    /** Every night, with a key that nobody is named for and no device sees. */
    private void runABatchJob() {
        for (int day = 0; day < DAYS; day++) {
            Instant at = FIRST.plus(Duration.ofDays(day)).plus(Duration.ofHours(2));
            Use use = new Use(people.get(0), at, "gpt-4o", 40_000 + random.nextInt(9000), 2000);
            count(at, "gpt-4o", NOBODY, use);
            inject(Cause.COVERAGE_GAP, use.input(), use.output());
        }
    }

    /** The provider raises what it first said of five hours by three tenths. */
    private void restate() {
        for (int day = 1; day <= 5; day++) {
            CellKey cell = new CellKey(FIRST.plus(Duration.ofDays(day)).plus(Duration.ofHours(13)), "gpt-5.5");
            Map<String, long[]> counts = provider.getOrDefault(cell, Map.of());
            Map<String, long[]> before = new TreeMap<>();
            counts.forEach((subject, one) -> before.put(subject, one.clone()));
            first.put(cell, before);
            for (Person person : people) {
                long[] own = counts.get(person.id().toString());
                if (own != null && (person.kind() == Kind.PLAIN || person.kind() == Kind.NEWER_AGENT)) {
                    long[] more = {own[0] * 3 / 10, own[1] * 3 / 10};
                    add(own, more[0], more[1]);
                    inject(Cause.RESTATEMENT, more[0], more[1]);
                }
            }
        }
    }

    private void inject(Cause cause, long input, long output) {
        add(injected.computeIfAbsent(cause, any -> new long[2]), input, output);
    }

    private static void add(long[] sums, long input, long output) {
        sums[0] += input;
        sums[1] += output;
    }

    private static Instant hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    /** Sends everything to the ledger: each device its stream, with gaps where it owes events, and the second path. */
    void send(LedgerRig rig) throws Exception {
        for (Map.Entry<Person, List<Optional<UsageEvent>>> told : events.entrySet()) {
            rig.count(batches(told.getKey(), told.getValue()));
        }
        rig.count(batches(new Person(id(), Kind.PLAIN, id(), id()), again));
    }

    private UsageBatch[] batches(Person person, List<Optional<UsageEvent>> told) {
        List<UsageBatch> batches = new ArrayList<>();
        List<UsageEvent> run = new ArrayList<>();
        for (Optional<UsageEvent> event : told) {
            event.ifPresent(run::add);
            if (event.isEmpty() && !run.isEmpty()) {
                batches.add(batch(person, run));
                run.clear();
            }
        }
        if (!run.isEmpty()) {
            batches.add(batch(person, run));
        }
        return batches.toArray(UsageBatch[]::new);
    }

    private UsageBatch batch(Person person, List<UsageEvent> run) {
        Instant heard = person.kind() == Kind.SILENT ? SILENT_SINCE : HEARD;
        String client = person.kind() == Kind.NEWER_AGENT ? "agent/2.0" : "agent/1.0";
        long from = run.get(0).seq();
        String hash = "%032x".formatted(from);
        return new UsageBatch(
                org,
                person.device(),
                person.stream(),
                from,
                from + run.size() - 1,
                heard,
                heard,
                client,
                hash,
                run,
                List.of(),
                List.of());
    }
}
