package dev.toktra.devstack.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.process.PrivateFile;
import dev.toktra.devstack.provider.names.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a simulator's state is kept, replaced whole: who kills the process finds what was last acknowledged. Its first line
 * holds names, script and clock, each further one an hour.
 */
final class KeptFile {

    private final Optional<Path> file;

    private KeptFile(Optional<Path> file) {
        this.file = file;
    }

    static KeptFile none() {
        return new KeptFile(Optional.empty());
    }

    static KeptFile at(Path file) {
        return new KeptFile(Optional.of(file));
    }

    synchronized void save(SimulatorState state) {
        file.ifPresent(path -> PrivateFile.write(path, lines(state)));
    }

    /** Fills the state from the file, if there is one; counts of a script's calls begin anew. */
    void load(SimulatorState state) {
        if (file.filter(Files::exists).isEmpty()) {
            return;
        }
        try (Stream<String> lines = Files.lines(file.orElseThrow())) {
            Iterator<String> all = lines.iterator();
            enter(SimulatorJson.tree(all.next()), state);
            all.forEachRemaining(
                    line -> SimulatorJson.hour(SimulatorJson.tree(line)).enter(state.book()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void enter(JsonNode first, SimulatorState state) {
        SimulatorJson.book(first.path("book")).enter(state.book());
        enterScript(first.path("script"), state);
        state.clock()
                .set(Optional.of(first.path("clock").asText())
                        .filter(text -> !text.isEmpty())
                        .map(Instant::parse));
    }

    static void enterScript(JsonNode tree, SimulatorState state) {
        SimulatorJson.ScriptForm form = SimulatorJson.script(tree);
        state.script().clear();
        form.allRules().forEach(state.script()::add);
        form.allLookBack().forEach((provider, longest) -> state.script().lookBack(Provider.of(provider), longest));
        form.allRowsPerPage().forEach((provider, rows) -> state.script().rowsPerPage(Provider.of(provider), rows));
    }

    static JsonNode script(SimulatorState state) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.set("rules", SimulatorJson.tree(state.script().rules()));
        ObjectNode rows = tree.putObject("rows_per_page");
        state.script().rowsPerPage().forEach((provider, number) -> rows.put(provider.word(), number));
        ObjectNode lookBack = tree.putObject("look_back");
        state.script().lookBack().forEach((provider, longest) -> lookBack.put(provider.word(), longest.toString()));
        return tree;
    }

    private static String lines(SimulatorState state) {
        ObjectNode first = JsonNodeFactory.instance.objectNode();
        first.set("book", SimulatorJson.tree(BookForm.withoutHours(state.book())));
        first.set("script", script(state));
        first.put("clock", state.clock().pinned().map(Instant::toString).orElse(""));
        StringBuilder lines = new StringBuilder(first.toString());
        BookForm.hours(state.book()).forEach(hour -> lines.append('\n').append(SimulatorJson.tree(hour)));
        return lines.toString();
    }
}
