package dev.toktra.devstack.command;

import dev.toktra.devstack.suite.Refusal;
import java.util.List;
import java.util.Set;

/**
 * How {@code up} is asked.
 *
 * @param detach lets go of the terminal when all is ready
 * @param empty without the demo's people, devices and history
 * @param external Kafka, PostgreSQL and mail are in the environment
 */
record UpOptions(boolean detach, boolean empty, boolean external) {

    private static final Set<String> KNOWN = Set.of("--detach", "--empty", "--external");

    static UpOptions parse(List<String> words) {
        for (String word : words) {
            if (!KNOWN.contains(word)) {
                throw new Refusal("up does not know \"" + word + "\"; it knows --detach, --empty and --external");
            }
        }
        return new UpOptions(words.contains("--detach"), words.contains("--empty"), words.contains("--external"));
    }
}
