package dev.toktra.devstack.provider.http;

import com.sun.net.httpserver.HttpExchange;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends an answer: whole, slowly, by half, or not at all. */
final class Sending {

    private final CountDownLatch closing = new CountDownLatch(1);

    void close() {
        closing.countDown();
    }

    void send(HttpExchange exchange, Answer answer, List<Rule> due) throws IOException {
        Optional<Rule> hangs = named(due, Fault.HANGS);
        hangs.ifPresent(this::await);
        if (hangs.isPresent() || named(due, Fault.CUT_OFF).isPresent()) {
            exchange.close();
            return;
        }
        byte[] body = answer.written().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        int half = body.length / 2;
        if (named(due, Fault.TRUNCATED).isPresent()) {
            exchange.getResponseBody().write(body, 0, half);
        } else if (named(due, Fault.SLOW_BODY).isPresent()) {
            exchange.getResponseBody().write(body, 0, half);
            exchange.getResponseBody().flush();
            named(due, Fault.SLOW_BODY).ifPresent(this::await);
            exchange.getResponseBody().write(body, half, body.length - half);
        } else if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static Optional<Rule> named(List<Rule> due, Fault fault) {
        return due.stream().filter(rule -> rule.fault() == fault).findFirst();
    }

    private void await(Rule rule) {
        try {
            if (closing.await(rule.seconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
