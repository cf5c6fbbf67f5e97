package dev.toktra.devstack.command;

import dev.toktra.devstack.process.Repository;
import dev.toktra.devstack.suite.External;
import dev.toktra.devstack.suite.Refusal;
import dev.toktra.devstack.suite.StackDirectory;
import dev.toktra.devstack.suite.StackPort;
import dev.toktra.devstack.suite.StackPorts;
import dev.toktra.devstack.suite.StackSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What {@code ./toktra} runs. */
public final class ToktraMain {

    private static final Screen SCREEN = Screen.standard();
    private static final Consumer<String> SAY = SCREEN::say;

    private ToktraMain() {}

    public static void main(String[] args) {
        List<String> words = List.of(args);
        try {
            System.exit(words.isEmpty() ? help() : run(words.get(0), words.subList(1, words.size())));
        } catch (Refusal e) {
            SCREEN.rest();
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static int run(String command, List<String> words) {
        Repository repository = Repository.find();
        StackDirectory directory = new StackDirectory(repository.kept());
        return switch (command) {
            case "up" -> up(repository, directory, words);
            case "down" -> {
                DownCommand.run(directory, SAY);
                yield 0;
            }
            case "status" -> status(directory, words);
            case "ports" -> ports();
            case "help" -> help();
            default -> throw new Refusal("there is no command \"" + command + "\".\n\n" + Words.COMMANDS);
        };
    }

    private static int up(Repository repository, StackDirectory directory, List<String> words) {
        UpOptions options = UpOptions.parse(words);
        StackSettings settings = new StackSettings(
                repository,
                directory,
                StackPorts.from(System.getenv()),
                options.external() ? Optional.of(External.from(System.getenv())) : Optional.empty());
        if (!options.empty() && !options.external()) {
            settings = settings.withSimulatedProviders();
        }
        if (options.detach()) {
            return new Detached(settings, SCREEN).run(ToktraMain.class, words);
        }
        new UpCommand(settings, SCREEN).run(options);
        return 0;
    }

    private static int status(StackDirectory directory, List<String> words) {
        if (!words.isEmpty() && !words.equals(List.of("--json"))) {
            throw new Refusal("status knows only --json");
        }
        StatusReport report = new StatusReport(StackState.read(directory.state()));
        SAY.accept(words.isEmpty() ? report.words() : report.json());
        return report.runs() ? 0 : 1;
    }

    private static int ports() {
        SAY.accept(Arrays.stream(StackPort.values())
                .map(port -> String.format("%-38s %6d  %s", port.variable(), port.usual(), port.purpose()))
                .collect(Collectors.joining("\n")));
        return 0;
    }

    private static int help() {
        SAY.accept(Words.COMMANDS);
        return 0;
    }
}
