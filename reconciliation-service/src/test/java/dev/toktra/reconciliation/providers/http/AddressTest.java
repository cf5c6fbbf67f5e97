package dev.toktra.reconciliation.providers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.toktra.reconciliation.providers.Failure;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    private final Address address = new Address(URI.create("https://management.azure.com/"));

    @Test
    void pathsAndParametersAreEncoded() {
        Query query = Query.NONE
                .withEach("group_by[]", List.of("model"))
                .with("$filter", "Name eq '*'")
                .withOptional("page", null);
        assertThat(new Address(URI.create("http://host/v1")).at("a b/ü@x:1", query))
                .hasToString("http://host/v1/a%20b/%C3%BC%40x%3A1?group_by%5B%5D=model&%24filter=Name%20eq%20%27*%27");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../secret", "a/../../b", "./x"})
    void noPathLeadsUpwards(String path) {
        assertThatExceptionOfType(ProviderFault.class).isThrownBy(() -> address.at(path, Query.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://MANAGEMENT.azure.com:443/next?x=1", "/next?x=1", "https://management.azure.com/n"})
    void linksOnTheConfiguredHostAreFollowed(String link) {
        assertThat(address.follow(link).getHost()).isEqualToIgnoringCase("management.azure.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/next",
                "//evil.example/next",
                "http://management.azure.com/next",
                "https://management.azure.com:8443/next",
                "https://management.azure.com@evil.example/next",
                "https://user@management.azure.com/next",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "::"
            })
    void otherLinksAreNotFollowed(String link) {
        assertThatExceptionOfType(ProviderFault.class)
                .isThrownBy(() -> address.follow(link))
                .satisfies(fault -> assertThat(fault.trouble().failure()).isEqualTo(Failure.BROKEN_ANSWER))
                .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("evil"));
    }
}
