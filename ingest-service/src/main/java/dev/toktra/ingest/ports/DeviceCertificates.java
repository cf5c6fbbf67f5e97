package dev.toktra.ingest.ports;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads devices out of client certificates, which the handshake has verified. */
final class DeviceCertificates {

    private static final int URI = 6;

    private final String trustDomain;
    private final Clock clock;

    DeviceCertificates(String trustDomain, Clock clock) {
        this.trustDomain = trustDomain;
        this.clock = clock;
    }

    /** The device of a certificate; empty if it names none or more than one, or has expired since the handshake. */
    Optional<Device> deviceOf(X509Certificate certificate) {
        Instant expires = certificate.getNotAfter().toInstant();
        List<String> uris = uris(certificate);
        return uris.size() == 1 && expires.isAfter(clock.instant())
                ? SpiffeName.of(uris.get(0), trustDomain)
                        .map(name -> new Device(name.orgId(), name.deviceId(), expires))
                : Optional.empty();
    }

    private static List<String> uris(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Integer.valueOf(URI).equals(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
