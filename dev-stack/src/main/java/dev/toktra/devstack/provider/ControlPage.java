package dev.toktra.devstack.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.toktra.devstack.provider.http.CallRecord;
import dev.toktra.devstack.provider.http.Journal;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What plays with the providers says here what was used, what goes wrong and what time it is; nobody real has this. */
final class ControlPage implements HttpHandler {

    private static final int LONGEST_BODY = 256 << 20;

    private final SimulatorState state;
    private final Journal journal;
    private final KeptFile file;

    ControlPage(SimulatorState state, Journal journal, KeptFile file) {
        this.state = state;
        this.journal = journal;
        this.file = file;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String asked =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        try {
            Optional<JsonNode> answer = answer(asked, exchange);
            if (asked.equals("GET /control/book")) {
                sendBook(exchange);
            } else if (answer.isPresent()) {
                send(exchange, 200, answer.get());
            } else {
                send(exchange, 404, error("there is no " + asked));
            }
        } catch (IllegalArgumentException | DateTimeParseException e) {
            send(exchange, 400, error(String.valueOf(e.getMessage())));
        }
    }

    private Optional<JsonNode> answer(String asked, HttpExchange exchange) throws IOException {
        return switch (asked) {
            case "GET /truth" -> Optional.of(new Truth(state.book()).json());
            case "PUT /control/book" -> Optional.of(book(body(exchange)));
            case "GET /control/script" -> Optional.of(KeptFile.script(state));
            case "PUT /control/script" -> Optional.of(script(body(exchange)));
            case "GET /control/clock" -> Optional.of(clock());
            case "PUT /control/clock" -> Optional.of(clock(body(exchange)));
            case "GET /control/calls" -> Optional.of(calls(journal.all()));
            case "DELETE /control/calls" -> Optional.of(noCalls());
            case "GET /control/access" -> Optional.of(access(exchange));
            default -> Optional.empty();
        };
    }

    private JsonNode book(JsonNode tree) {
        BookForm form = SimulatorJson.book(tree);
        try {
            form.enter(state.book());
        } catch (IllegalArgumentException e) {
            file.save(state);
            throw e;
        }
        file.add(form, state);
        return JsonNodeFactory.instance.objectNode().put("hours", form.hours().size());
    }

    private JsonNode script(JsonNode tree) {
        KeptFile.enterScript(tree, state);
        file.save(state);
        return KeptFile.script(state);
    }

    private JsonNode clock(JsonNode tree) {
        state.clock().set(Optional.ofNullable(tree.path("instant").asText(null)).map(Instant::parse));
        file.save(state);
        return clock();
    }

    private JsonNode clock() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("now", state.clock().instant().toString())
                .put("stands_still", state.clock().pinned().isPresent());
    }

    private static JsonNode calls(List<CallRecord> calls) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("calls", SimulatorJson.tree(calls));
        return body;
    }

    private JsonNode noCalls() {
        journal.clear();
        return calls(List.of());
    }

    private JsonNode access(HttpExchange exchange) {
        String url = "http://127.0.0.1:" + exchange.getLocalAddress().getPort();
        return new SimulatorAccess(url, state.book().names()).json();
    }

    private static JsonNode error(String message) {
        return JsonNodeFactory.instance.objectNode().put("error", message);
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        return SimulatorJson.tree(exchange.getRequestBody().readNBytes(LONGEST_BODY));
    }

    /** The hours one by one: all of them at once would be more than this process has room for. */
    private void sendBook(HttpExchange exchange) throws IOException {
        ObjectNode names = (ObjectNode) SimulatorJson.tree(BookForm.withoutHours(state.book()));
        names.remove("hours");
        String begin = names.toString();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (Writer out = new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8)) {
            out.write(begin.substring(0, begin.length() - 1));
            out.write(names.isEmpty() ? "\"hours\":[" : ",\"hours\":[");
            String between = "";
            for (Iterator<BookForm.HourForm> hours =
                            BookForm.hours(state.book()).iterator();
                    hours.hasNext(); ) {
                out.write(between + SimulatorJson.tree(hours.next()));
                between = ",";
            }
            out.write("]}");
        }
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
