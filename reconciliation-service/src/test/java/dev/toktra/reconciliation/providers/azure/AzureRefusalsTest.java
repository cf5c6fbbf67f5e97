package dev.toktra.reconciliation.providers.azure;

import static dev.toktra.reconciliation.providers.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.Access.AzureAccess;
import dev.toktra.reconciliation.providers.Calls;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Secret;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.http.BearerTokens;
import dev.toktra.reconciliation.providers.http.Refused;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureRefusalsTest {

    private static final URI HOST = URI.create("https://host");

    @ParameterizedTest
    @CsvSource({
        "AADSTS7000215: Invalid client secret., The client secret is wrong",
        "AADSTS7000222: The provided client secret keys are expired., The client secret has expired",
        "AADSTS700016: Application was not found., The tenant does not know the application",
        "AADSTS90002: Tenant not found., There is no such tenant",
        "AADSTS12345: secret-value, Azure does not accept the application (invalid_client)"
    })
    void signInSaysWhatIsWrong(String description, String words) {
        String body = "{'error': 'invalid_client', 'error_description': '" + description + "'}";
        Trouble trouble = new AzureSignIn().trouble(new Refused(401, json(body), null));
        assertThat(trouble.failure()).isEqualTo(Failure.UNAUTHORIZED);
        assertThat(trouble.words()).startsWith(words).doesNotContain("secret-value");
    }

    @ParameterizedTest
    @CsvSource({
        "400, Detected invalid time grain input: PT3H, WIDTH_REFUSED",
        "400, The start time is outside of the retention, TOO_FAR_BACK",
        "400, Failed to find metric configuration, REFUSED",
        "401, x, UNAUTHORIZED",
        "403, does not have authorization, FORBIDDEN",
        "404, The subscription could not be found, REFUSED",
        "429, too many, RATE_LIMITED",
        "503, x, UNAVAILABLE"
    })
    void everyRefusalIsAFailure(int status, String message, Failure failure) {
        Clock clock = Clock.systemUTC();
        AzureDialect azure = new AzureDialect(
                new AzureAccess(HOST, HOST, "tenant", "client", Secret.of("secret-value"), List.of("sub")),
                new BearerTokens(clock),
                Calls.USUAL.http(clock));
        String body = "{'error': {'code': 'BadRequest', 'message': '" + message + "'}}";
        assertThat(azure.trouble(new Refused(status, json(body), null)).failure())
                .isEqualTo(failure);
        assertThat(azure.toString()).doesNotContain("secret-value");
    }
}
