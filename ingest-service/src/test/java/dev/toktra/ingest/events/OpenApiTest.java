package dev.toktra.ingest.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestPki;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.ingest.fixture.Ports;
import dev.toktra.ingest.fixture.TestDevice;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class OpenApiTest {

    private static final Path COMMITTED = Path.of(System.getProperty("toktra.root"), "ingest-service/openapi.yaml");

    @Test
    void committedDocumentIsWhatTheServiceSays() throws IOException {
        String said = TestDevice.with(TestPki.running().withoutCertificate())
                .get(Ports.management("/q/openapi"))
                .response()
                .body();
        String committed = Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "";

        Files.writeString(COMMITTED, said);

        assertThat(said)
                .as("openapi.yaml is written anew: look at the change and commit it")
                .isEqualTo(committed);
    }
}
