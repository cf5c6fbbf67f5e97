package dev.toktra.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.agent.fleet.BootstrapFile;
import dev.toktra.agent.fleet.Fleet;
import dev.toktra.agent.fleet.FleetSettings;
import dev.toktra.agent.fleet.SentCell;
import dev.toktra.agent.fleet.SentLedger;
import dev.toktra.agent.fleet.Sums;
import dev.toktra.agent.population.Population;
import dev.toktra.devstack.process.Directories;
import dev.toktra.devstack.suite.Stack;
import dev.toktra.devstack.suite.StackAddresses;
import dev.toktra.devstack.suite.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The whole product as real processes, one for all stories, with one organisation; and the book of everything that its
 * devices were told is accepted, against which the API's answers are held.
 */
final class Product {

    static final int PEOPLE = 20;
    static final int DAYS = 30;
    static final Duration SETTLED_WITHIN = Duration.ofSeconds(120);
    static final double EVENTS_PER_SECOND = 500;
    private static final long SEED = 42;
    private static final String API_KEY = "tk_live_stories-0123456789abcdefghijklmnopqrstuvwx";

    private static final String FACTS = """
            select day, user_id, provider, model, sum(requests),
                   sum(est_fresh_input + est_cache_read + est_cache_write), sum(est_output), sum(est_cache_read), sum(est_reasoning)
            from scoring.daily_fact group by day, user_id, provider, model having sum(requests) > 0""";

    private static @Nullable Product running;

    final Stack stack;
    final Instant until = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    final Population population = Population.of(SEED, PEOPLE, LocalDate.ofInstant(until, Population.ZONE));
    final GatewayApi api;
    private final List<SentCell> accepted = new ArrayList<>();
    /** The fleet that has sent a month of history, a fifth of it twice. */
    final Fleet month;

    private final Map<String, String> mapped = new HashMap<>();
    private final AtomicInteger fleets = new AtomicInteger();
    private final Path directory;
    private volatile boolean failed = true; // Until it is whole.

    private Product() {
        try {
            directory = Files.createTempDirectory("toktra-stories");
            stack = Stack.of(StackSettings.forTest(directory).withSimulatedProviders());
            BootstrapFile.write(
                    population, API_KEY, stack.settings().directory().bootstrap());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        System.out.println("The product of these stories is in " + directory + "; it stays if one fails.");
        stack.startInfrastructure(System.out::println);
        stack.startServices(System.out::println);
        api = new GatewayApi(new StackAddresses(stack.settings()).gateway(), API_KEY);
        month = Fleet.start(fleet().withHistoryDays(DAYS).withMaxEvents(20_000).withResend(0.2));
        month.awaitHistory(Duration.ofMinutes(3));
        enter(month.ledger());
        failed = false;
    }

    /** Stops everything, and deletes what it wrote if every story went well. */
    private void end() {
        stack.close();
        if (!failed) {
            Directories.clear(directory);
        }
    }

    static synchronized void keepWhatItWrote(String story) {
        Product product = running;
        if (product != null) {
            product.failed = true;
            System.out.println("After \"" + story + "\" failed, data and logs stay in " + product.directory);
        }
    }

    static synchronized Product running() {
        Product product = running == null ? new Product() : running;
        running = product;
        return product;
    }

    /** A fleet with devices of the population and streams of its own. */
    FleetSettings fleet() {
        return FleetSettings.of(
                        URI.create(new StackAddresses(stack.settings()).ingest()),
                        stack.settings().directory().deviceCa(),
                        directory.resolve("fleet-" + fleets.incrementAndGet()))
                .withSeed(SEED)
                .withPeople(PEOPLE)
                .withUntil(until)
                .withHistoryDays(0);
    }

    /** Plays a live fleet until some thousand events more are acknowledged, and enters them into the book. */
    void playOn() {
        try (Fleet fleet = Fleet.start(fleet().withLive(true).withRate(EVENTS_PER_SECOND))) {
            awaitAcknowledged(fleet, 2_000);
            fleet.quiesce(Duration.ofSeconds(60));
            enter(fleet.ledger());
        }
    }

    static void awaitAcknowledged(Fleet fleet, long number) {
        await().atMost(SETTLED_WITHIN).until(() -> fleet.ledger().acknowledged() >= number);
    }

    /** Adds what a fleet was told is accepted to what the API must answer. */
    void enter(SentLedger book) {
        accepted.addAll(book.cells());
    }

    /** An account that the devices know and the directory does not, and that was not mapped yet. */
    String strangeAccount() {
        return accepted.stream()
                .filter(cell -> personOf(cell).equals(Population.UNKNOWN))
                .map(SentCell::account)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** Tells the directory whose account it has been all along. */
    void map(String account, UUID person) {
        String alias = "{\"kind\":\"account\",\"value\":\"" + account + "\",\"valid_from\":\"2020-01-01\"}";
        api.send("PATCH", "/v1/users/" + person, "{\"aliases\":{\"add\":[" + alias + "]}}");
        mapped.put(account, person.toString());
    }

    /** What the API must answer, if it answers nothing but the truth. */
    Map<UsageCell, UsageSums> accepted() {
        Map<UsageCell, UsageSums> cells = new HashMap<>();
        for (SentCell cell : accepted) {
            String model = cell.model() == null ? "unknown" : cell.model();
            Sums sums = cell.sums();
            cells.merge(
                    new UsageCell(cell.dayOrg(), personOf(cell), cell.provider(), model),
                    new UsageSums(sums.requests(), sums.input(), sums.output(), sums.cacheRead(), sums.reasoning()),
                    UsageSums::plus);
        }
        return cells;
    }

    private String personOf(SentCell cell) {
        return cell.account() != null && cell.userId().equals(Population.UNKNOWN)
                ? mapped.getOrDefault(cell.account(), Population.UNKNOWN)
                : cell.userId();
    }

    Map<UsageCell, UsageSums> answered() {
        return api.usage(today().minusDays(DAYS + 5), today().plusDays(1));
    }

    LocalDate today() {
        return LocalDate.ofInstant(Clock.systemUTC().instant(), Population.ZONE);
    }

    /** Waits until the API answers what was accepted, cell by cell, and both equations of the ledger hold. */
    void awaitTruth() {
        awaitNoDifference("the API", this::answered);
        assertThat(api.get("/v1/admin/ledger").get("holds").asBoolean())
                .as("the conservation ledger: %s", api.get("/v1/admin/ledger"))
                .isTrue();
    }

    /** Waits until the first reader of the daily facts has the same, cell by cell. */
    void awaitTruthDownstream() {
        awaitNoDifference("scoring-service's copy", this::facts);
    }

    private void awaitNoDifference(String where, Callable<Map<UsageCell, UsageSums>> source) {
        await().atMost(SETTLED_WITHIN)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> assertThat(differences(source.call(), accepted()))
                        .as("what %s says and what was accepted", where)
                        .isEmpty());
    }

    private static List<String> differences(Map<UsageCell, UsageSums> said, Map<UsageCell, UsageSums> accepted) {
        Set<UsageCell> cells = new HashSet<>(said.keySet());
        cells.addAll(accepted.keySet());
        return cells.stream()
                .filter(cell -> !Objects.equals(said.get(cell), accepted.get(cell)))
                .map(cell -> cell + ": said " + said.get(cell) + ", accepted " + accepted.get(cell))
                .toList();
    }

    private Map<UsageCell, UsageSums> facts() throws SQLException {
        Map<UsageCell, UsageSums> cells = new HashMap<>();
        try (Connection connection = stack.settings().database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(FACTS)) {
            while (row.next()) {
                cells.put(
                        new UsageCell(
                                row.getObject(1, LocalDate.class),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)),
                        new UsageSums(row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8), row.getLong(9)));
            }
        }
        return cells;
    }

    /** One number from the database, read as its superuser. */
    long number(String sql) {
        try (Connection connection = stack.settings().database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void run(String sql) {
        try (Connection connection = stack.settings().database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
