package dev.toktra.devstack.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackPortsTest {

    @Test
    void environmentNamesAnotherPort() {
        StackPorts ports = StackPorts.from(Map.of("TOKTRA_GATEWAY_PORT", "18080"));

        assertThat(ports.of(StackPort.GATEWAY)).isEqualTo(18080);
        assertThat(ports.of(StackPort.KAFKA)).isEqualTo(19092);
    }

    @Test
    void usualPortsAreAllDifferent() {
        assertThat(Arrays.stream(StackPort.values()).map(StackPort::usual)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "0", "65536", "-1", "80 80"})
    void numberThatIsNoPortIsRefusedByItsVariable(String told) {
        assertThatThrownBy(() -> StackPorts.from(Map.of("TOKTRA_KAFKA_PORT", told)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("TOKTRA_KAFKA_PORT")
                .hasMessageContaining(told);
    }

    @Test
    void takenPortIsNamedWithTheProcessThatHasIt() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            StackPorts ports = StackPorts.from(Map.of("TOKTRA_MAILBOX_PORT", "" + socket.getLocalPort()));

            List<String> taken = ports.taken(List.of(StackPort.MAILBOX));

            assertThat(taken).hasSize(1);
            assertThat(taken.get(0))
                    .contains("Port " + socket.getLocalPort())
                    .contains("mailbox")
                    .contains("process " + ProcessHandle.current().pid())
                    .contains("TOKTRA_MAILBOX_PORT=");
        }
    }
}
