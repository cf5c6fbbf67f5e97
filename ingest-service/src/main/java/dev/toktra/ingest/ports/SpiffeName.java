package dev.toktra.ingest.ports;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a device in a certificate: {@code spiffe://<trust domain>/org/<org_id>/device/<device_id>}. */
record SpiffeName(UUID orgId, UUID deviceId) {

    private static final String ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";

    /** The device that a URI names, if it names one of this trust domain. */
    static Optional<SpiffeName> of(String uri, String trustDomain) {
        Matcher name = Pattern.compile("spiffe://" + Pattern.quote(trustDomain) + "/org/" + ID + "/device/" + ID)
                .matcher(uri);
        return name.matches()
                ? Optional.of(new SpiffeName(UUID.fromString(name.group(1)), UUID.fromString(name.group(2))))
                : Optional.empty();
    }
}
