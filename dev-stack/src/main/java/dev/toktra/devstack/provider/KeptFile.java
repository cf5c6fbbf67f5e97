package dev.toktra.devstack.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.process.PrivateFile;
import dev.toktra.devstack.provider.names.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a simulator's state is kept: who kills the process finds what was last acknowledged. Each line holds an hour, or
 * names, script and clock; a later line about the same takes its place, and when such lines have made the file twice as
 * long it is replaced whole.
 */
final class KeptFile {

    private static final long SHORT = 16L << 20;

    private final Optional<Path> file;
    private long whole;

    private KeptFile(Optional<Path> file) {
        this.file = file;
    }

    static KeptFile none() {
        return new KeptFile(Optional.empty());
    }

    static KeptFile at(Path file) {
        return new KeptFile(Optional.of(file));
    }

    /** Replaces the file by what the state is now. */
    synchronized void save(SimulatorState state) {
        file.ifPresent(path -> {
            PrivateFile.write(path, out -> {
                out.append(head(state)).append('\n');
                for (Iterator<BookForm.HourForm> hours =
                                BookForm.hours(state.book()).iterator();
                        hours.hasNext(); ) {
                    out.append(SimulatorJson.tree(hours.next()).toString()).append('\n');
                }
            });
            whole = size(path);
        });
    }

    /** Adds what was entered into the state's book. */
    synchronized void add(BookForm entered, SimulatorState state) {
        file.ifPresent(path -> {
            String lines = (entered.hasOnlyHours() ? "" : head(state) + '\n')
                    + entered.hours().stream()
                            .map(hour -> SimulatorJson.tree(hour) + "\n")
                            .collect(Collectors.joining());
            append(path, lines);
            if (size(path) > 2 * whole + SHORT) {
                save(state);
            }
        });
    }

    /** Fills the state from the file, if there is one; counts of a script's calls begin anew. */
    void load(SimulatorState state) {
        if (file.filter(Files::exists).isEmpty()) {
            return;
        }
        try (Stream<String> lines = Files.lines(file.orElseThrow())) {
            Iterator<String> all = lines.iterator();
            while (all.hasNext()) {
                enter(all.next(), !all.hasNext(), state);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only what was never acknowledged can be broken: the last line, while which the process was killed. */
    private static void enter(String line, boolean last, SimulatorState state) {
        JsonNode tree;
        try {
            tree = SimulatorJson.tree(line);
        } catch (IllegalArgumentException e) {
            if (last) {
                return;
            }
            throw e;
        }
        if (tree.has("book")) {
            enterHead(tree, state);
        } else {
            SimulatorJson.hour(tree).enter(state.book());
        }
    }

    private static void enterHead(JsonNode head, SimulatorState state) {
        SimulatorJson.book(head.path("book")).enter(state.book());
        enterScript(head.path("script"), state);
        state.clock()
                .set(Optional.of(head.path("clock").asText())
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

    private static String head(SimulatorState state) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.set("book", SimulatorJson.tree(BookForm.withoutHours(state.book())));
        head.set("script", script(state));
        head.put("clock", state.clock().pinned().map(Instant::toString).orElse(""));
        return head.toString();
    }

    private static void append(Path path, String lines) {
        try {
            Files.writeString(path, lines, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
