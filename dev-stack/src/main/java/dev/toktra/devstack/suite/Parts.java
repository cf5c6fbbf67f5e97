package dev.toktra.devstack.suite;

import dev.toktra.devstack.kafka.KafkaBroker;
import dev.toktra.devstack.kafka.KafkaTopics;
import dev.toktra.devstack.mail.MailboxMain;
import dev.toktra.devstack.postgres.PostgresServer;
import dev.toktra.devstack.process.ChildProcess;
import dev.toktra.devstack.process.FreePorts;
import dev.toktra.devstack.process.Repository;
import dev.toktra.devstack.provider.ProviderSimulatorMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How each part of a stack is started, and how one sees that it is ready. */
final class Parts {

    static final String KAFKA = "kafka";
    static final String POSTGRES = "postgres";
    static final String MAILBOX = "mailbox";
    static final String SIMULATOR = "simulator";
    static final String FLEET = "fleet";

    private final StackSettings settings;

    Parts(StackSettings settings) {
        this.settings = settings;
    }

    /** What the services need before they start. */
    List<Part> infrastructure() {
        return settings.external().isPresent() ? List.of() : List.of(postgres(), kafka(), mailbox());
    }

    List<Part> services() {
        return Deployable.ALL.stream().map(this::service).toList();
    }

    private Part kafka() {
        int port = settings.ports().of(StackPort.KAFKA);
        StackDirectory directory = settings.directory();
        return new Part(
                KAFKA,
                List.of(StackPort.KAFKA),
                () -> KafkaBroker.start(settings.repository(), directory.kafka(), port, directory.log(KAFKA)),
                lackUntil(
                        () -> FreePorts.answers(port) && KafkaTopics.isServedBy(settings.bootstrapServers()),
                        "it serves nobody at " + settings.bootstrapServers()));
    }

    private Part postgres() {
        StackDirectory directory = settings.directory();
        PostgresServer server =
                new PostgresServer(settings.repository().kept().resolve("postgres-programs"), directory.postgres());
        return new Part(
                POSTGRES,
                List.of(StackPort.POSTGRES),
                () -> {
                    server.initialise(settings.database().password());
                    return server.start(settings.ports().of(StackPort.POSTGRES), directory.log(POSTGRES));
                },
                lackUntil(
                        settings.database()::answers,
                        "nobody can log in at " + settings.database().url()));
    }

    private Part mailbox() {
        int page = settings.ports().of(StackPort.MAILBOX);
        return new Part(
                MAILBOX,
                List.of(StackPort.MAILBOX, StackPort.SMTP),
                () -> {
                    List<String> line = new ArrayList<>(settings.repository().java(MailboxMain.class, "48m"));
                    line.addAll(List.of("" + settings.ports().of(StackPort.SMTP), "" + page));
                    return ChildProcess.start(
                            new ChildProcess.Command(line, settings.directory().log(MAILBOX)));
                },
                lackUntil(() -> FreePorts.answers(page), "nothing answers at " + settings.mailbox()));
    }

    /** The simulated providers. */
    Part simulator() {
        int port = settings.ports().of(StackPort.SIMULATOR);
        return new Part(
                SIMULATOR,
                List.of(StackPort.SIMULATOR),
                () -> {
                    List<String> line = new ArrayList<>(settings.repository().java(ProviderSimulatorMain.class, "96m"));
                    line.addAll(
                            List.of("" + port, settings.directory().simulator().toString()));
                    return ChildProcess.start(
                            new ChildProcess.Command(line, settings.directory().log(SIMULATOR)));
                },
                lackUntil(() -> FreePorts.answers(port), "nothing answers at port " + port));
    }

    private Part service(Deployable service) {
        String health = settings.url(service.managementPort()) + "/q/health/ready";
        return new Part(
                service.module(),
                service.ports().toList(),
                () -> ChildProcess.start(new ChildProcess.Command(
                        java(service.heap(), service.program(settings.repository())),
                        new ServiceEnvironment(settings).of(service),
                        settings.directory().log(service.module()),
                        "TERM")),
                () -> Health.lack(health));
    }

    /** The demo's devices: their history, then their life. */
    Part fleet() {
        Path log = settings.directory().log(FLEET);
        return new Part(
                FLEET,
                List.of(),
                () -> ChildProcess.start(new ChildProcess.Command(fleetLine(), log)),
                lackUntil(() -> Logs.contains(log, "History is in"), "its history is not in"));
    }

    private static Supplier<Optional<String>> lackUntil(BooleanSupplier ready, String words) {
        return () -> ready.getAsBoolean() ? Optional.empty() : Optional.of(words);
    }

    private List<String> fleetLine() {
        StackDirectory directory = settings.directory();
        List<String> line = new ArrayList<>(java(Heap.FLEET, agent(settings.repository())));
        line.addAll(List.of(
                "fleet",
                "--ingest",
                settings.url(StackPort.DEVICE),
                "--device-ca",
                directory.deviceCa().toString(),
                "--state",
                directory.fleet().toString(),
                "--history",
                Bootstrap.DEMO_DAYS + "d",
                "--live"));
        if (settings.simulated()) {
            line.addAll(List.of("--providers", settings.url(StackPort.SIMULATOR)));
        }
        return line;
    }

    static Path agent(Repository repository) {
        return repository.root().resolve("device-agent/target/device-agent.jar");
    }

    static List<String> java(Heap heap, Path jar) {
        if (!Files.exists(jar)) {
            throw new Refusal(jar + " is not there: build first, as ./toktra up does");
        }
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(heap.options(Runtime.version().feature()));
        line.addAll(List.of("-jar", jar.toString()));
        return line;
    }
}
