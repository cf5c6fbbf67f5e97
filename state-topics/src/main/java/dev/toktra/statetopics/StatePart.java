package dev.toktra.statetopics;

import java.util.Optional;

/** A publisher or reader as the readiness check sees it. */
public interface StatePart extends AutoCloseable {

    /** What it is, with its topic. */
    String name();

    /** Why the service is not ready because of this part; empty while all is well. */
    Optional<String> complaint();

    @Override
    void close();
}
