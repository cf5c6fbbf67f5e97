package dev.toktra.problem;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** Answers what fails before or beside the resources: bad addresses and failed routes. */
@ApplicationScoped
public class RouterProblems {

    private static final int FIRST = Integer.MIN_VALUE + 2;

    void application(@Observes Router router) {
        answerFailures(router);
    }

    void management(@Observes ManagementInterface management) {
        answerFailures(management.router());
    }

    private static void answerFailures(Router router) {
        router.route().order(FIRST).failureHandler(RouterProblems::answer);
        for (StatusWords words : StatusWords.values()) {
            router.errorHandler(words.status(), RouterProblems::answer);
        }
    }

    private static void answer(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            context.request().connection().close();
            return;
        }
        Throwable failure = context.failure();
        Problem problem = failure == null ? ofStatus(context.statusCode()) : Failures.problemOf(failure);
        if (problem == null && context.statusCode() >= 400 && context.statusCode() != 500) {
            problem = ofStatus(context.statusCode());
        }
        if (problem == null) {
            send(context, Failures.ofStatus(500), Failures.logged(failure));
        } else {
            send(context, problem, context.request().path());
        }
    }

    private static Problem ofStatus(int status) {
        return Failures.ofStatus(status < 400 ? 500 : status);
    }

    /** A problem that says {@code Connection: close} is kept to its word: the rest of the request may never come. */
    private static void send(RoutingContext context, Problem problem, @Nullable String instance) {
        HttpServerResponse response = context.response().setStatusCode(problem.status());
        response.headers().remove(HttpHeaders.CONTENT_LENGTH).remove(HttpHeaders.TRANSFER_ENCODING);
        problem.headers().forEach(response::putHeader);
        response.putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE)
                .end(problem.body(instance == null ? "/" : instance).json())
                .onComplete(sent -> {
                    if ("close".equals(problem.headers().get("Connection"))) {
                        context.request().connection().close();
                    }
                });
    }
}
