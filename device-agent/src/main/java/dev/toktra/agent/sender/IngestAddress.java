package dev.toktra.agent.sender;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how ingest is reached.
 *
 * @param uri base of the device port, {@code https://host:port}
 * @param trust PEM file with the authorities that may have signed the server's certificate
 * @param timeout after which a request without an answer counts as failed; ingest answers within 3 s
 */
public record IngestAddress(URI uri, Path trust, Duration timeout) {

    public IngestAddress {
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("the ingest address must look like https://host:port, not " + uri);
        }
    }

    public static IngestAddress of(URI uri, Path trust) {
        return new IngestAddress(uri, trust, Duration.ofSeconds(10));
    }

    int port() {
        return uri.getPort() < 0 ? 443 : uri.getPort();
    }
}
