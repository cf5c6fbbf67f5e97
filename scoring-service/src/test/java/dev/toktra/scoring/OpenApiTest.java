package dev.toktra.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class OpenApiTest {

    @TestHTTPResource(value = "/openapi", management = true)
    @SuppressWarnings("NullAway.Init") // set before each test
    URI document;

    /** Writes the document of what the service answers now; whoever changes that commits the file. */
    @Test
    void theCommittedDocumentIsWhatTheServiceAnswers() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(document)
                .header("Accept", "application/yaml")
                .build();
        String now = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        Path committed = Path.of("openapi.yaml");
        String before = Files.exists(committed) ? Files.readString(committed) : "";
        Files.writeString(committed, now);
        assertThat(now)
                .as("openapi.yaml was behind and is written anew: commit it")
                .isEqualTo(before);
    }
}
