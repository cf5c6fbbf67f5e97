package dev.toktra.devstack.provider.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Rule;
import dev.toktra.devstack.provider.script.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The HTTP side of one provider: finds the endpoint, lets faults happen, and writes down what was asked. */
public final class Door implements HttpHandler {

    private static final int LONGEST_BODY = 1 << 20;

    private final Site site;
    private final Script script;
    private final Journal journal;
    private final Clock clock;
    private final Sending sending;

    public Door(Site site, Script script, Journal journal, Clock clock) {
        this.site = site;
        this.script = script;
        this.journal = journal;
        this.clock = clock;
        this.sending = new Sending();
    }

    /** Ends what is being waited for. */
    public void close() {
        sending.close();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(site.prefix().length());
        Optional<Found> found = site.routes().stream()
                .flatMap(route -> route.parts(path).stream().map(parts -> new Found(route, parts)))
                .filter(one -> one.route.method().equals(exchange.getRequestMethod()))
                .findFirst();
        String endpoint = found.map(one -> one.route.endpoint()).orElse("none");
        List<Rule> due = script.due(site.provider(), endpoint);
        Answer answer;
        try {
            answer = found.isEmpty()
                    ? site.wrong(404, Fault.REFUSED)
                    : answered(found.get(), call(exchange, path, found.get().parts), due);
        } catch (RuntimeException e) {
            answer = Answer.html(500, "the simulator failed: " + e);
        }
        write(exchange, endpoint, answer.status(), due);
        sending.send(exchange, answer, due);
    }

    private record Found(Route route, List<String> parts) {}

    private Answer answered(Found found, Call call, List<Rule> due) {
        Optional<Rule> instead = due.stream()
                .filter(rule -> rule.fault().moment() == Fault.Moment.INSTEAD)
                .findFirst();
        if (instead.isPresent()) {
            return new Instead(site, call).of(instead.get());
        }
        try {
            Answer answer = Beyond.isAsked(site, call)
                    ? Beyond.page(site, call, found.route.answer().apply(Beyond.firstPage(site, call)))
                    : found.route.answer().apply(call);
            return changed(answer, call, due);
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    private Answer changed(Answer answer, Call call, List<Rule> due) {
        if (answer.json() instanceof ObjectNode body && answer.status() == 200) {
            due.stream()
                    .map(Rule::fault)
                    .filter(fault -> fault.moment() == Fault.Moment.AFTERWARDS)
                    .forEach(fault -> new Afterwards(site, call, body).change(fault));
        }
        return answer;
    }

    private Call call(HttpExchange exchange, String path, List<String> parts) throws IOException {
        Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> String.join(",", header.getValue())));
        String body = new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        return new Call(
                path,
                parts,
                Query.of(exchange.getRequestURI().getRawQuery()),
                headers,
                body,
                "http://127.0.0.1:" + exchange.getLocalAddress().getPort() + site.prefix(),
                clock.instant());
    }

    private void write(HttpExchange exchange, String endpoint, int status, List<Rule> due) {
        journal.add(new CallRecord(
                journal.next(),
                clock.instant(),
                site.provider(),
                endpoint,
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                status,
                due.stream().map(Rule::fault).toList()));
    }
}
