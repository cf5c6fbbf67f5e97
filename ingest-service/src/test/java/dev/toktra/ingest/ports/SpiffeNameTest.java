package dev.toktra.ingest.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpiffeNameTest {

    private static final String ORG = "0193b1f0-0000-7000-8000-000000000001";
    private static final String DEVICE = "0193b1f0-0000-7000-8000-000000000002";

    @Test
    void nameHoldsOrganisationAndDevice() {
        assertThat(SpiffeName.of("spiffe://toktra.local/org/" + ORG + "/device/" + DEVICE, "toktra.local"))
                .contains(new SpiffeName(UUID.fromString(ORG), UUID.fromString(DEVICE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spiffe://other.local/org/" + ORG + "/device/" + DEVICE,
                "spiffe://toktraxlocal/org/" + ORG + "/device/" + DEVICE,
                "https://toktra.local/org/" + ORG + "/device/" + DEVICE,
                "spiffe://toktra.local/org/" + ORG + "/device/" + DEVICE + "/more",
                "spiffe://toktra.local/org/" + ORG + "/device/",
                "spiffe://toktra.local/org/1-1-1-1-1/device/" + DEVICE,
                "spiffe://toktra.local/device/" + DEVICE + "/org/" + ORG,
                "x spiffe://toktra.local/org/" + ORG + "/device/" + DEVICE
            })
    void everythingElseIsNoDevice(String uri) {
        assertThat(SpiffeName.of(uri, "toktra.local")).isEmpty();
    }
}
