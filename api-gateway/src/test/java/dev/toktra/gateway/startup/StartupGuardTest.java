package dev.toktra.gateway.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.access.AccessConfig;
import dev.toktra.gateway.routing.RoutingConfig;
import dev.toktra.gateway.routing.ServicesConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartupGuardTest {

    @TempDir
    Path directory;

    private StartupGuard guard(Map<String, String> changed) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "toktra.caller-key-file",
                GatewayStack.key(directory.resolve("key.pem")).toString(),
                "toktra.services.reconciliation.url",
                "http://127.0.0.1:8080",
                "toktra.services.scoring.url",
                "http://127.0.0.1:8081"));
        settings.putAll(changed);
        settings.values().removeIf("-"::equals);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(AccessConfig.class)
                .withMapping(RoutingConfig.class)
                .withMapping(ServicesConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return new StartupGuard(
                config.getConfigMapping(AccessConfig.class),
                config.getConfigMapping(RoutingConfig.class),
                config.getConfigMapping(ServicesConfig.class));
    }

    @Test
    void goodSettingsStart() throws IOException {
        StartupGuard guard = guard(Map.of());

        assertThatCode(() -> guard.start(new StartupEvent())).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "toktra.services.reconciliation.url | - | toktra.services.reconciliation.url is missing",
                "toktra.services.reconciliation.url | ftp://x | toktra.services.reconciliation.url must be http",
                "toktra.services.reconciliation.url | http://x/path | toktra.services.reconciliation.url must be http",
                "toktra.services.reconciliation.url | http://u:p@x | toktra.services.reconciliation.url must be http",
                "toktra.services.reconciliation.url | a b | toktra.services.reconciliation.url is no address",
                "toktra.services.scoring.url | - | toktra.services.scoring.url is missing",
                "toktra.caller-key-file | /no/such.pem | toktra.caller-key-file: /no/such.pem cannot be read",
                "toktra.routing.requests-per-minute | 0 | toktra.routing.requests-per-minute must be at least 1",
                "toktra.routing.silent-for | 0s | toktra.routing.silent-for must be at least a millisecond",
            })
    void wrongSettingStopsTheStartWithASentence(String property, String value, String sentence) throws IOException {
        StartupGuard guard = guard(Map.of(property, value));

        assertThatThrownBy(() -> guard.start(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The gateway does not start: ")
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("u:p");
    }
}
