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
import java.util.Optional;

/** Where a simulator's state is kept, replaced whole: who kills the process finds what was last acknowledged. */
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
        file.ifPresent(path -> PrivateFile.write(path, SimulatorJson.text(tree(state))));
    }

    /** Fills the state from the file, if there is one; counts of a script's calls begin anew. */
    void load(SimulatorState state) {
        if (file.filter(Files::exists).isEmpty()) {
            return;
        }
        try {
            JsonNode tree = SimulatorJson.tree(Files.readAllBytes(file.orElseThrow()));
            SimulatorJson.book(tree.path("book")).enter(state.book());
            enterScript(tree.path("script"), state);
            state.clock()
                    .set(Optional.of(tree.path("clock").asText())
                            .filter(text -> !text.isEmpty())
                            .map(Instant::parse));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static JsonNode tree(SimulatorState state) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.set("book", SimulatorJson.tree(BookForm.of(state.book())));
        tree.set("script", script(state));
        return tree.put("clock", state.clock().pinned().map(Instant::toString).orElse(""));
    }
}
