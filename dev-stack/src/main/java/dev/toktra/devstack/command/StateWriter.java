package dev.toktra.devstack.command;

import dev.toktra.devstack.process.ProcessMark;
import dev.toktra.devstack.suite.Stack;
import dev.toktra.devstack.suite.StackAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the state file as the stack is. */
final class StateWriter {

    private final Stack stack;
    private final String apiKey;

    StateWriter(Stack stack, String apiKey) {
        this.stack = stack;
        this.apiKey = apiKey;
    }

    synchronized void write(boolean ready) {
        StackAddresses addresses = new StackAddresses(stack.settings());
        Map<String, String> facts = new HashMap<>(addresses.facts());
        facts.put("api_key", apiKey);
        List<StackState.PartState> parts = stack.started().stream()
                .map(name -> new StackState.PartState(
                        name, stack.process(name).mark(), addresses.url(name), addresses.probe(name)))
                .toList();
        new StackState(ProcessMark.ofThisProcess(), ready, facts, parts)
                .write(stack.settings().directory().state());
    }

    synchronized void remove() {
        try {
            Files.deleteIfExists(stack.settings().directory().state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
