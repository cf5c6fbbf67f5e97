package dev.toktra.devstack.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.process.FreePorts;
import dev.toktra.devstack.suite.Deployable;
import dev.toktra.devstack.suite.Probe;
import java.util.List;
import java.util.Optional;

/** What {@code status} says, for people and for programs. */
final class StatusReport {

    private static final List<String> ADDRESSES = List.of(
            "gateway", "ingest", "mailbox", "simulator", "postgres", "kafka", "device_ca", "api_key", "admin_sign_in");

    private final Optional<StackState> state;

    StatusReport(Optional<StackState> state) {
        this.state = state;
    }

    /** Whether a launcher runs here. */
    boolean runs() {
        return state.isPresent() && state.get().launcher().isRunning();
    }

    /** The addresses (null where there is none) and each service with its process, address and readiness. */
    String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        for (String name : ADDRESSES) {
            json.put(
                    name,
                    state.filter(known -> runs())
                            .map(known -> known.facts().get(name))
                            .orElse(null));
        }
        ArrayNode services = json.putArray("services");
        parts().stream()
                .filter(StatusReport::isService)
                .forEach(part -> services.addObject()
                        .put("name", part.name())
                        .put("pid", part.mark().pid())
                        .put("url", part.url())
                        .put("ready", isReady(part)));
        return json.toPrettyString();
    }

    String words() {
        if (!runs()) {
            return "Toktra does not run here. ./toktra up starts it.";
        }
        StringBuilder words = new StringBuilder();
        for (StackState.PartState part : parts()) {
            words.append(String.format(
                    "%-24s process %-8d %-12s %s%n", part.name(), part.mark().pid(), condition(part), part.url()));
        }
        state.ifPresent(known -> words.append("API key ").append(known.facts().get("api_key")));
        return words.toString();
    }

    private List<StackState.PartState> parts() {
        return runs() ? state.map(StackState::parts).orElse(List.of()) : List.of();
    }

    private static String condition(StackState.PartState part) {
        if (!part.mark().isRunning()) {
            return "ended";
        }
        return isReady(part) ? "ready" : "not ready";
    }

    private static boolean isReady(StackState.PartState part) {
        if (!part.mark().isRunning()) {
            return false;
        }
        return part.probe().startsWith("tcp:")
                ? FreePorts.answers(Integer.parseInt(part.probe().substring(4)))
                : part.probe().isEmpty() || Probe.isOk(part.probe());
    }

    private static boolean isService(StackState.PartState part) {
        return Deployable.ALL.stream().anyMatch(service -> service.module().equals(part.name()));
    }
}
