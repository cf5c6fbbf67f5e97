package dev.toktra.agent.command;

import dev.toktra.agent.fleet.BootstrapFile;
import dev.toktra.agent.fleet.Clocks;
import dev.toktra.agent.population.Population;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** {@code device-agent population …}. */
final class PopulationCommand {

    static final String USAGE =
            "device-agent population --out FILE [--seed 42] [--people 100] [--until DATE|TIME] [--api-key tk_live_…]";

    private PopulationCommand() {}

    static void run(List<String> arguments, Consumer<String> say) throws IOException {
        Options options =
                Options.read(arguments, Set.of("--out", "--seed", "--people", "--until", "--api-key"), Set.of());
        Path out = Path.of(options.required("--out"));
        Instant now = Clocks.system().instant();
        Instant until = options.until("--until", Population.ZONE, now);
        LocalDate day = LocalDate.ofInstant(until == null ? now : until.minusMillis(1), Population.ZONE);
        Population population;
        try {
            population = Population.of(options.number("--seed", 42), options.count("--people", 100), day);
        } catch (IllegalArgumentException e) {
            throw new WrongOption(String.valueOf(e.getMessage()));
        }
        String key = options.text("--api-key");
        BootstrapFile.write(population, key == null ? BootstrapFile.newApiKey() : key, out);
        say.accept(out + " holds " + population.organisation().name() + " with "
                + population.people().size() + " people and "
                + population.departments().size() + " departments.");
    }
}
