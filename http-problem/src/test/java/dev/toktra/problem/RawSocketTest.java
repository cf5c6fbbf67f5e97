package dev.toktra.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class RawSocketTest {

    private static final String CLOSE = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("escaped byte that is no UTF-8", "GET /%FF" + CLOSE + "\r\n", 404),
                Arguments.of("half an escape", "GET /%F" + CLOSE + "\r\n", 400),
                Arguments.of("escape of no digits", "GET /probe/%zz" + CLOSE + "\r\n", 400),
                Arguments.of("bad escape in the query", "GET /probe/query?limit=%zz" + CLOSE + "\r\n", 400),
                Arguments.of("no path", "GET nowhere" + CLOSE + "\r\n", 404),
                Arguments.of("method of no protocol", "BREW /probe/bug" + CLOSE + "\r\n", 405),
                Arguments.of("long header", "GET /" + CLOSE + "X-Long: " + "a".repeat(40_000) + "\r\n\r\n", 431),
                Arguments.of("long address", "GET /" + "a".repeat(20_000) + CLOSE + "\r\n", 414),
                Arguments.of("no HTTP", "\u0000\u0001hello\r\n\r\n", 400),
                Arguments.of("bad header line", "GET /" + CLOSE + "no colon here\r\n\r\n", 400),
                Arguments.of("bad length", "POST /probe/orders" + CLOSE + "Content-Length: many\r\n\r\n", 400),
                Arguments.of(
                        "length above the limit",
                        "POST /probe/orders" + CLOSE
                                + "Content-Type: application/json\r\nContent-Length: 70000\r\n\r\n",
                        413),
                Arguments.of(
                        "chunks above the limit",
                        "POST /probe/orders" + CLOSE
                                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + ("1000\r\n" + " ".repeat(4096) + "\r\n").repeat(20) + "0\r\n\r\n",
                        413),
                Arguments.of(
                        "chunk of no length",
                        "POST /probe/orders" + CLOSE
                                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                        400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void failuresBeforeRoutingAreProblems(String name, String request, int status) throws IOException {
        String answer = exchange(request);

        assertThat(answer).matches("(?s)HTTP/1.[01] " + status + " .*");
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-type: application/problem+json");
        JsonNode body = new JsonMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("error").asText()).isNotEmpty();
    }

    @Test
    void refusalReachesASenderThatIsStillSending() throws IOException {
        String head = "POST /probe/orders" + CLOSE + "Content-Type: application/json\r\n";

        String told = exchange(head + "Content-Length: 9000000\r\n\r\n" + " ".repeat(9_000_000));
        String chunked = exchange(head + "Transfer-Encoding: chunked\r\n\r\n"
                + ("10000\r\n" + " ".repeat(65_536) + "\r\n").repeat(100) + "0\r\n\r\n");

        assertThat(told).startsWith("HTTP/1.1 413 ").contains("payload_too_large");
        assertThat(chunked).startsWith("HTTP/1.1 413 ").contains("payload_too_large");
    }

    @Test
    void errorOfAHeadRequestHasNoBody() throws IOException {
        String answer = exchange("HEAD /nowhere" + CLOSE + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\n");
    }

    @Test
    void answersOfOneConnectionKeepTheirOrder() throws IOException {
        String keep = " HTTP/1.1\r\nHost: x\r\n\r\n";

        String answers = exchange(
                "GET /probe/query" + keep + "GET /one" + keep + "HEAD /two" + keep + "GET /%F" + CLOSE + "\r\n");

        assertThat(Pattern.compile("HTTP/1.1 (\\d+)").matcher(answers).results().map(match -> match.group(1)))
                .containsExactly("200", "404", "404", "400");
        assertThat(answers).contains("\"instance\":\"/one\"").contains("\"instance\":\"/%F\"");
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
