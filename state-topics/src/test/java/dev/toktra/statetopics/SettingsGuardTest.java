package dev.toktra.statetopics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "kafka", "kafka:", ":9092", "kafka:9092,", "kafka:9092 other:9092", "http://kafka:9092"})
    void wrongServersAreNamed(String servers) {
        assertThat(SettingsGuard.refuse(servers, "").orElseThrow())
                .contains("kafka.bootstrap.servers", "KAFKA_BOOTSTRAP_SERVERS", "host:port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "x/", "ä"})
    void wrongPrefixIsNamed(String prefix) {
        assertThat(SettingsGuard.refuse("kafka:9092", prefix).orElseThrow()).contains("toktra.topics.prefix", prefix);
    }

    @Test
    void rightSettingsPass() {
        assertThat(SettingsGuard.refuse("kafka:9092", "")).isEmpty();
        assertThat(SettingsGuard.refuse("127.0.0.1:9092,kafka.example:19092", "stage-1."))
                .isEmpty();
        assertThat(PostgresUrl.of("postgresql://127.0.0.1:15432/toktra")
                        .address()
                        .getPort())
                .isEqualTo(15432);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1:5432",
                "jdbc:postgresql://h:1/d",
                "postgresql://h",
                "postgresql://u:hush@h/d",
                "mysql://h/d"
            })
    void wrongUrlIsExplainedAndNotRepeated(String url) {
        assertThatThrownBy(() -> PostgresUrl.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("toktra.postgres.url must be postgresql://host:port/database")
                .hasMessageNotContaining("hush");
    }
}
