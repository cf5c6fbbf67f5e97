package dev.toktra.devstack.suite;

import dev.toktra.devstack.kafka.KafkaTopics;
import dev.toktra.devstack.kafka.TopicDefinition;
import dev.toktra.devstack.postgres.ServiceRoles;
import dev.toktra.devstack.process.ChildProcess;
import dev.toktra.devstack.process.Clocks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The whole suite as processes of this machine, each of which can be started, killed and restarted alone. They end with
 * the process that started them. Names of parts: {@code kafka}, {@code postgres}, {@code mailbox}, the six services by
 * their modules' names, {@code fleet}, and {@code simulator} where providers are simulated.
 */
public final class Stack implements AutoCloseable {

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

    private final StackSettings settings;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private volatile boolean closing;
    private final Map<String, ChildProcess> running = Collections.synchronizedMap(new LinkedHashMap<>());

    private Stack(StackSettings settings) {
        this.settings = settings;
        Parts known = new Parts(settings);
        known.infrastructure().forEach(part -> parts.put(part.name(), part));
        known.services().forEach(part -> parts.put(part.name(), part));
        if (settings.simulated()) {
            parts.put(Parts.SIMULATOR, known.simulator());
        }
        parts.put(Parts.FLEET, known.fleet());
    }

    /** A stack that nothing of runs yet. */
    public static Stack of(StackSettings settings) {
        settings.directory().made();
        Logs.rotate(
                settings.directory().root().resolve("logs"),
                settings.directory().launcherLog());
        return new Stack(settings);
    }

    public StackSettings settings() {
        return settings;
    }

    /** A sentence for each port that somebody else holds. */
    public List<String> portsTaken() {
        return settings.ports()
                .taken(parts.values().stream()
                        .flatMap(part -> part.ports().stream())
                        .toList());
    }

    /** Kafka with its topics, PostgreSQL with its roles, the mailbox, certificates and keys; returns when all is ready. */
    public void startInfrastructure(Consumer<String> say) {
        Keys.ensure(settings.directory(), Clocks.system());
        List<String> names =
                new Parts(settings).infrastructure().stream().map(Part::name).toList();
        startAll(names, say);
        new ServiceRoles(settings.database(), settings.repository().roles()).ensure(settings.secrets()::of);
        try (KafkaTopics topics = new KafkaTopics(settings.bootstrapServers())) {
            topics.ensure(
                    settings.topicsPrefix(),
                    TopicDefinition.read(settings.repository().topics()));
        }
        say.accept("topics, schemas and roles are there");
    }

    /** The six services at once; returns when all are ready. */
    public void startServices(Consumer<String> say) {
        startAll(Deployable.ALL.stream().map(Deployable::module).toList(), say);
    }

    private void startAll(List<String> names, Consumer<String> say) {
        if (names.isEmpty()) {
            return;
        }
        ReadyWatch watch = new ReadyWatch(this, say, ReadyWatch.Limits.USUAL);
        names.forEach(this::start);
        say.accept("starting " + String.join(", ", names));
        watch.await(names);
    }

    /** Starts a part and does not wait for it; one that runs goes on, and a stack that is closing starts nothing. */
    public void start(String name) {
        if (!closing && !isRunning(name)) {
            running.put(name, part(name).start().get());
        }
    }

    /** Waits until a part that was started does its work. */
    public void awaitReady(String name) {
        new ReadyWatch(this, words -> {}, ReadyWatch.Limits.USUAL).await(List.of(name));
    }

    /** SIGKILL. */
    public void kill(String name) {
        process(name).kill();
    }

    /** Asks the part to end, and waits for it. */
    public void stop(String name) {
        process(name).stop(ENDS_WITHIN);
    }

    /** Ends the part in good order if it runs, starts it again, waits until it is ready. */
    public void restart(String name) {
        if (isRunning(name)) {
            stop(name);
        }
        start(name);
        awaitReady(name);
    }

    /** SIGSTOP: the part stays, and does nothing until {@link #resume}. */
    public void pause(String name) {
        process(name).signal("STOP");
    }

    /** SIGCONT. */
    public void resume(String name) {
        process(name).signal("CONT");
    }

    /** Whether {@link #close} was called. */
    public boolean isClosing() {
        return closing;
    }

    public boolean isRunning(String name) {
        ChildProcess process = running.get(name);
        return process != null && process.isAlive();
    }

    /** Whether the part runs and does its work at this moment. */
    public boolean isReady(String name) {
        return isRunning(name) && lack(name).isEmpty();
    }

    /** What a running part lacks to do its work, in words; empty where it does it. */
    Optional<String> lack(String name) {
        return part(name).lack().get();
    }

    /** The file that a part writes. */
    public Path log(String name) {
        return settings.directory().log(name);
    }

    /** The process of a part that was started. */
    public ChildProcess process(String name) {
        return Optional.ofNullable(running.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " was not started; started are " + started()));
    }

    /** The names of all parts that were started, in that order. */
    public List<String> started() {
        synchronized (running) {
            return List.copyOf(running.keySet());
        }
    }

    /** Stops all that runs, the last started first. */
    @Override
    public void close() {
        closing = true;
        List<String> names = new ArrayList<>(started());
        Collections.reverse(names);
        List<String> clients = names.stream()
                .filter(name -> isService(name) || name.equals(Parts.FLEET))
                .toList();
        stopTogether(clients.stream().filter(this::isRunning).toList());
        names.stream().filter(this::isRunning).forEach(this::stop);
    }

    /** Each by a thread of its own: the slowest decides how long it takes, however few processors there are. */
    private void stopTogether(List<String> names) {
        List<Thread> threads =
                names.stream().map(name -> new Thread(() -> stop(name))).toList();
        threads.forEach(Thread::start);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isService(String name) {
        return Deployable.ALL.stream().anyMatch(service -> service.module().equals(name));
    }

    private Part part(String name) {
        return Optional.ofNullable(parts.get(name))
                .orElseThrow(() -> new Refusal("there is no " + name + "; there are " + parts.keySet()));
    }
}
