package dev.toktra.reconciliation.providers.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.toktra.reconciliation.providers.Failure;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Makes one call and gives the JSON of its answer: bounded in time and bytes, repeated while a failure may pass, never
 * redirected. All that goes wrong is a {@link ProviderFault} whose words quote neither request nor answer.
 */
@Singleton
public class ProviderHttpClient {

    private final HttpClient http;
    private final ProviderCallsConfig config;
    private final RetryRule retry;
    private final RetryAfter retryAfter;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Inject
    public ProviderHttpClient(ProviderCallsConfig config, Clock clock) {
        this.config = config;
        this.retry = new RetryRule(config.tries(), config.firstPause(), config.longestPause());
        this.retryAfter = new RetryAfter(clock);
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.connectWithin())
                .followRedirects(Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** The answer's JSON. A 401 is answered once by asking again with renewed credentials, if the dialect has them. */
    public Uni<JsonNode> get(Dialect dialect, URI uri) {
        Uni<JsonNode> attempt = Uni.createFrom()
                .deferred(dialect::headers)
                .flatMap(headers ->
                        answered(dialect, () -> request(uri, headers).GET().build()));
        return patient(
                attempt.onFailure(failure -> isUnauthorized(failure) && dialect.renew())
                        .recoverWithUni(attempt),
                1);
    }

    /** The JSON of the answer to a form. Nothing but the form identifies us. */
    public Uni<JsonNode> post(Dialect dialect, URI uri, Query form) {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(form.text());
        Map<String, String> headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
        return patient(answered(dialect, () -> request(uri, headers).POST(body).build()), 1);
    }

    private <T> Uni<T> patient(Uni<T> attempt, int tried) {
        return attempt.onFailure(ProviderFault.class).recoverWithUni(failure -> {
            ProviderFault fault = ProviderFault.in(failure);
            return pause(tried, fault)
                    .map(pause -> Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(atLeastAMoment(pause))
                            .flatMap(ignored -> patient(attempt, tried + 1)))
                    .orElseGet(() -> Uni.createFrom().failure(fault.spent()));
        });
    }

    private Optional<Duration> pause(int tried, ProviderFault fault) {
        return fault.isSpent() ? Optional.empty() : retry.pauseAfter(tried, fault.trouble());
    }

    private Uni<JsonNode> answered(Dialect dialect, Supplier<HttpRequest> request) {
        return Uni.createFrom()
                .deferred(() -> sent(dialect, request))
                .ifNoItem()
                .after(config.answerWithin())
                .fail()
                .onFailure(failure -> !(failure instanceof ProviderFault))
                .transform(failure -> unreachable(dialect, failure))
                .map(answer -> understood(dialect, answer));
    }

    private Uni<HttpResponse<byte[]>> sent(Dialect dialect, Supplier<HttpRequest> request) {
        HttpRequest made;
        try {
            made = request.get();
        } catch (IllegalArgumentException quotesTheSecret) {
            throw ProviderFault.of(
                    Failure.UNAUTHORIZED, "The key for " + dialect.name() + " holds characters that no key has.");
        }
        return Uni.createFrom().emitter(emitter -> {
            CompletableFuture<HttpResponse<byte[]>> answer =
                    http.sendAsync(made, head -> new BoundedBody(config.maxBodyBytes()));
            emitter.onTermination(() -> answer.cancel(true));
            CompletableFuture<?> unused = answer.whenComplete((response, failure) -> {
                if (failure == null) {
                    emitter.complete(response);
                } else {
                    emitter.fail(failure instanceof CompletionException ? failure.getCause() : failure);
                }
            });
        });
    }

    private JsonNode understood(Dialect dialect, HttpResponse<byte[]> answer) {
        if (answer.statusCode() == 200) {
            try {
                JsonNode body = json.readTree(answer.body());
                if (body.isObject()) {
                    return body;
                }
            } catch (IOException notJson) {
                // falls through: its message would quote the answer
            }
            throw ProviderFault.broken(dialect.name() + " answered with something else than its figures, such as a"
                    + " page of a proxy: check the address and what is in between.");
        }
        Refused refused = new Refused(answer.statusCode(), refusal(answer.body()), retryAfter.of(answer.headers()));
        throw ProviderFault.answered(answer.statusCode(), dialect.trouble(refused));
    }

    private JsonNode refusal(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        } catch (IOException impossible) {
            return MissingNode.getInstance();
        }
    }

    private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
        headers.forEach(request::header);
        return request;
    }

    private ProviderFault unreachable(Dialect dialect, Throwable failure) {
        Throwable reason = failure;
        while (reason instanceof IOException && reason.getCause() != null) {
            reason = reason.getCause();
        }
        if (reason instanceof ProviderFault fault) {
            return fault;
        }
        String words = failure instanceof TimeoutException
                ? " did not answer within " + config.answerWithin() + "."
                : " could not be reached (" + failure.getClass().getSimpleName()
                        + "): check address, network and proxy.";
        return ProviderFault.of(Failure.UNAVAILABLE, dialect.name() + words);
    }

    private static boolean isUnauthorized(Throwable failure) {
        return failure instanceof ProviderFault fault && fault.isAnswer(401);
    }

    private static Duration atLeastAMoment(Duration pause) {
        return pause.isZero() ? Duration.ofMillis(1) : pause;
    }
}
