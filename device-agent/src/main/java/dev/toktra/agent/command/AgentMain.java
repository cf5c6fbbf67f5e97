package dev.toktra.agent.command;

import dev.toktra.agent.fleet.FleetRefusal;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program. */
public final class AgentMain {

    private static final Logger QUIETED = Logger.getLogger("io");

    private AgentMain() {}

    public static void main(String[] arguments) {
        QUIETED.setLevel(Level.SEVERE);
        int code = run(Arrays.asList(arguments), System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Does what the arguments say and returns the exit code. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
            switch (arguments.isEmpty() ? "" : arguments.get(0)) {
                case "fleet" -> fleet(FleetCommand.read(rest, out::println));
                case "population" -> PopulationCommand.run(rest, out::println);
                case "help", "--help", "-h" -> out.println(usage());
                default -> throw new WrongOption("Say what to do: fleet, population or help.");
            }
            return 0;
        } catch (WrongOption e) {
            err.println(e.getMessage());
            err.println(usage());
            return 2;
        } catch (FleetRefusal | IOException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    /** SIGTERM and Ctrl-C end a fleet in order: what is under way is answered, the report written; exit code 0. */
    private static void fleet(FleetCommand command) throws IOException {
        Thread hook = new Thread(
                () -> {
                    if (command.stop()) {
                        Runtime.getRuntime().halt(0);
                    }
                },
                "fleet-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        command.run();
    }

    private static String usage() {
        return "Usage:\n  " + FleetCommand.USAGE + "\n  " + PopulationCommand.USAGE;
    }
}
