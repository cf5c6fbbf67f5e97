package dev.toktra.reconciliation.usage;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service without its rollup: days that a test marks stay marked, and their daily sums stay wrong. */
public final class DirtyDaysStay implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("toktra.rollup.every", "off");
    }
}
