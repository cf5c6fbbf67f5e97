package dev.toktra.statetopics;

import java.net.URI;
import java.net.URISyntaxException;

/** Where the database is: {@code postgresql://host:port/database}. */
public record PostgresUrl(URI address) {

    /**
     * Reads a setting.
     *
     * @throws IllegalArgumentException saying what it should look like; the address itself is not repeated, it may hold a
     *     password that belongs elsewhere
     */
    public static PostgresUrl of(String text) {
        try {
            URI uri = new URI(text.strip());
            boolean complete = "postgresql".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPath() != null
                    && uri.getPath().length() > 1;
            if (complete && uri.getUserInfo() == null) {
                return new PostgresUrl(uri);
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "toktra.postgres.url must be postgresql://host:port/database, without a user or password");
    }
}
