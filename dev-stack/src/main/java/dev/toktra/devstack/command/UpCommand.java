package dev.toktra.devstack.command;

import dev.toktra.devstack.process.Clocks;
import dev.toktra.devstack.process.Patience;
import dev.toktra.devstack.suite.Bootstrap;
import dev.toktra.devstack.suite.Probe;
import dev.toktra.devstack.suite.Refusal;
import dev.toktra.devstack.suite.Stack;
import dev.toktra.devstack.suite.StackAddresses;
import dev.toktra.devstack.suite.StackDirectory;
import dev.toktra.devstack.suite.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/** Starts the stack, says how it goes, and stays with it until it is told to end. */
final class UpCommand {

    /** The gateway that is ready has read the first organisation; this is for one that is slow. */
    private static final Duration KEY_WITHIN = Duration.ofSeconds(5);

    private final StackSettings settings;
    private final Screen screen;
    private final Clock clock = Clocks.system();
    private final long begin = System.nanoTime();

    UpCommand(StackSettings settings, Screen screen) {
        this.settings = settings;
        this.screen = screen;
    }

    /** Returns when this process is told to end, or throws the {@link Refusal} that says why there is no stack. */
    void run(UpOptions options) {
        try (FileChannel lock = lockedBy(settings.directory())) {
            Leftovers.end(settings.directory(), screen::say);
            Stack stack = Stack.of(settings);
            List<String> taken = stack.portsTaken();
            if (!taken.isEmpty()) {
                throw new Refusal(String.join("\n", taken) + "\nNothing was started.");
            }
            keep(stack, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(Stack stack, UpOptions options) {
        Bootstrap bootstrap = bootstrap(options);
        StateWriter state = new StateWriter(stack, bootstrap.apiKey());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(stack, state)));
        try {
            state.write(false);
            start(stack, bootstrap, options, words -> {
                state.write(false);
                screen.say(words);
            });
            state.write(true);
            screen.say(Words.ready(new StackAddresses(settings), bootstrap, today(bootstrap)));
            screen.say("Ready after " + seconds() + " s. " + Words.HOW_TO_STOP);
            new Supervisor(stack, screen::say, () -> state.write(true)).watch();
        } catch (Refusal | IllegalStateException | UncheckedIOException e) {
            if (stack.isClosing()) {
                return;
            }
            close(stack, state);
            throw new Refusal(e.getMessage() + "\nEverything that was started is stopped again.");
        }
    }

    private void start(Stack stack, Bootstrap bootstrap, UpOptions options, Consumer<String> say) {
        stack.startInfrastructure(say);
        if (settings.simulated()) {
            stack.start("simulator");
        }
        stack.startServices(say);
        String question = new StackAddresses(settings).gateway() + "/v1/users?limit=1";
        boolean known = Patience.until(() -> !Probe.isRefused(question, bootstrap.apiKey()), KEY_WITHIN);
        if (!known) {
            say.accept(Words.strangeKey(settings));
        }
        AdministratorsWork administrator =
                new AdministratorsWork(new StackAddresses(settings).gateway(), bootstrap, say);
        if (!options.empty() && known) {
            administrator.movePeople();
        }
        if (!options.empty()) {
            new Demo(stack, screen::progress).play(say);
        }
        if (!options.empty() && known) {
            ProviderConnections providers = new ProviderConnections(stack, bootstrap.apiKey());
            providers.connect(say);
            if (settings.simulated()) {
                administrator.nameThings();
            }
            new Visibility(stack, bootstrap, today(bootstrap)).await(say, screen::progress);
            providers.awaitRead(say, screen::progress);
        }
    }

    private LocalDate today(Bootstrap bootstrap) {
        return LocalDate.ofInstant(clock.instant(), bootstrap.zone());
    }

    private Bootstrap bootstrap(UpOptions options) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        return options.empty()
                ? Bootstrap.empty(settings.directory(), Bootstrap.newKey(), today)
                : Bootstrap.demo(settings);
    }

    private double seconds() {
        return (System.nanoTime() - begin) / 100_000_000 / 10.0;
    }

    private static void close(Stack stack, StateWriter state) {
        stack.close();
        state.remove();
    }

    /** The lock ends with this process, however that ends. */
    private static FileChannel lockedBy(StackDirectory directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.made().lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = Patience.until(() -> locked(channel), Duration.ofSeconds(1));
        if (!locked) {
            channel.close();
            throw new Refusal(Words.alreadyRuns(StackState.read(directory.state())));
        }
        return channel;
    }

    private static boolean locked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
