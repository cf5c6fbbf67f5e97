package dev.toktra.reconciliation.providers.connections.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {

    private final AddressRule strict = new AddressRule(Set.of());
    private final AddressRule demo = new AddressRule(Set.of("127.0.0.1", "proxy.corp:8443", "10.1.2.3", "[::1]"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.openai.com/v1",
                "https://api.anthropic.com",
                "https://login.microsoftonline.us",
                "https://oauth2.googleapis.com/token",
                "https://8.8.8.8:8443/x",
                "https://[2606:4700::1111]/"
            })
    void publicAddressesByHttpsAreCalled(String address) {
        assertThat(strict.refusal(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.openai.com/v1",
                "ftp://api.openai.com",
                "file:///etc/passwd",
                "//api.openai.com",
                "nonsense",
                "https://",
                "https://user@api.openai.com",
                "https://user:pw@api.openai.com",
                "https://api.openai.com?x=1",
                "https://api.openai.com#x",
                "https://api.openai.com/a/../b",
                "https://api.openai.com/a%2f..%2fb",
                "https://api.openai.com:0/",
                "https://api.openai.com:70000/",
                "https://127.0.0.1/",
                "https://127.9.9.9/",
                "https://localhost/",
                "https://LOCALHOST./",
                "https://x.localhost/",
                "https://metadata.google.internal/",
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://100.64.0.1/",
                "https://198.18.0.1/",
                "https://169.254.169.254/",
                "https://0.0.0.0/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://0177.0.0.1/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://127.1/",
                "https://[::1]/",
                "https://[::]/",
                "https://[fe80::1]/",
                "https://[fc00::1]/",
                "https://[fd12::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:169.254.169.254]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://[2002:a9fe:a9fe::1]/",
                "https://[ff02::1]/"
            })
    void everythingElseIsNot(String address) {
        assertThat(strict.refusal(address)).isPresent();
    }

    @Test
    void hostsThatTheInstallationNamesMayBeInsideAndWithoutHttps() {
        assertThat(demo.refusal("http://127.0.0.1:8090/openai/v1")).isEmpty();
        assertThat(demo.refusal("http://[::1]:8090/")).isEmpty();
        assertThat(demo.refusal("https://10.1.2.3/")).isEmpty();
        assertThat(demo.refusal("http://proxy.corp:8443/openai")).isEmpty();
        assertThat(demo.refusal("http://proxy.corp:9000/")).isPresent();
        assertThat(demo.refusal("http://10.1.2.4/")).isPresent();
        assertThat(demo.refusal("http://127.0.0.1:8090/?key=1")).isPresent();
    }

    @Test
    void linkLocalIsNotCalledEvenIfNamed() {
        AddressRule careless = new AddressRule(Set.of("169.254.169.254", "[fe80::1]"));
        assertThat(careless.refusal("http://169.254.169.254/latest")).isPresent();
        assertThat(careless.refusal("https://[fe80::1]/")).isPresent();
    }

    @Test
    void aNameIsJudgedByWhereItLeads() throws Exception {
        URI public_ = URI.create("https://innocent.example");
        assertThat(strict.refusal(public_, InetAddress.getByName("93.184.216.34")))
                .isEmpty();
        for (String inside : new String[] {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1"}) {
            assertThat(strict.refusal(public_, InetAddress.getByName(inside)))
                    .as(inside)
                    .isPresent();
        }
        URI named = URI.create("https://proxy.corp:8443");
        assertThat(demo.refusal(named, InetAddress.getByName("10.9.9.9"))).isEmpty();
        assertThat(demo.refusal(named, InetAddress.getByName("169.254.1.1"))).isPresent();
    }
}
