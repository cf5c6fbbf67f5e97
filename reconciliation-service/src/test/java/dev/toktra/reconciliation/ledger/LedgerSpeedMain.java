package dev.toktra.reconciliation.ledger;

import dev.toktra.events.TokenCounts;
import dev.toktra.events.TokenSource;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Measures how fast the loop counts a topic that is already full: {@code LedgerSpeedMain [events [devices]]}. */
public final class LedgerSpeedMain {

    private static final int BATCH = 50;
    private static final String[] MODELS = {"gpt-4o", "gpt-4o-mini", "claude-sonnet-4", "gemini-2.5-pro", "o3"};
    private static final String[] PROVIDERS = {"openai", "azure_openai", "anthropic", "gcp_vertex", "openai"};
    private static final String[] APPLICATIONS = {"vscode", "cli", "web"};

    private LedgerSpeedMain() {}

    public static void main(String[] args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 400_000;
        int devices = args.length > 1 ? Integer.parseInt(args[1]) : 100;
        try (LoopRig rig = new LoopRig(12)) {
            fill(rig, events, devices);
            long begun = System.nanoTime();
            rig.start();
            long stored = 0;
            while (stored < events) {
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                stored = rig.database().number("select coalesce(sum(stored), 0) from ledger_hour where org_id = ?");
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            long hours = rig.database().number("select count(*) from usage_hourly where org_id = ?");
            System.out.printf(
                    "%d events of %d devices in %.2f s: %.0f events/s, %d hourly rows%n",
                    events, devices, seconds, events / seconds, hours);
        }
        System.exit(0);
    }

    private static void fill(LoopRig rig, int events, int devices) throws Exception {
        int perDevice = events / devices;
        List<TestBatches> streams = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            streams.add(new TestBatches(rig.org()));
        }
        for (int first = 1; first <= perDevice; first += BATCH) {
            List<UsageBatch> batches = new ArrayList<>();
            for (int device = 0; device < devices; device++) {
                batches.add(batch(streams.get(device), device, first, perDevice));
            }
            rig.send(batches.toArray(UsageBatch[]::new));
        }
    }

    private static UsageBatch batch(TestBatches stream, int device, int first, int of) {
        Random random = new Random(device * 1_000_003L + first);
        List<UsageEvent> events = new ArrayList<>();
        for (int seq = first; seq < first + BATCH; seq++) {
            Instant at = TestBatches.NOW.minus(Duration.ofMinutes(90L * 1440 * (of - seq) / of + random.nextInt(30)));
            events.add(event(seq, at, "user" + device + "@acme.com", random));
        }
        return stream.batch(events, List.of(), List.of());
    }

    private static UsageEvent event(long seq, Instant at, String account, Random random) {
        int model = random.nextInt(MODELS.length);
        return new UsageEvent(
                seq,
                at,
                at,
                PROVIDERS[model],
                MODELS[model],
                account,
                APPLICATIONS[random.nextInt(APPLICATIONS.length)],
                "/v1/chat/completions",
                random.nextInt(30) == 0 ? 429 : 200,
                1,
                true,
                (long) random.nextInt(9000),
                (long) random.nextInt(40_000),
                (long) random.nextInt(90_000),
                TokenSource.RESPONSE_USAGE,
                null,
                new TokenCounts(random.nextInt(5000), random.nextInt(9000), 0, random.nextInt(900), 0),
                null);
    }
}
