package dev.toktra.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderNetworkTest {

    /** As {@link GateFilter} gets an address: from the connection, or by its text from a load balancer's header. */
    private static String network(String host) {
        return SenderNetwork.of(SocketAddress.inetSocketAddress(443, host).hostAddress());
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:6:5:4:3",
        "::1, 0:0:0:0:0:0:0:2",
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1, ::ffff:192.0.2.1"
    })
    void oneSenderMayHaveBoth(String one, String other) {
        assertThat(network(one)).isEqualTo(network(other));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:3::1",
        "2001:db8:1:2::1, 2001:db8:2:2::1",
        "192.0.2.1, 192.0.2.2",
        "192.0.2.1, ::1"
    })
    void oneSenderHasNotBoth(String one, String other) {
        assertThat(network(one)).isNotEqualTo(network(other));
    }
}
