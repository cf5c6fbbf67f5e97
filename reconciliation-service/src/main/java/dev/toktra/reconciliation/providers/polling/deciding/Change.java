package dev.toktra.reconciliation.providers.polling.deciding;

import java.time.Instant;

/** What a read does to one figure. */
public sealed interface Change {

    Instant bucket();

    /** Whether what it adds up to is another now. */
    boolean counts();

    /** It was not known. */
    record Insert(Figure figure) implements Change {
        @Override
        public Instant bucket() {
            return figure.bucket();
        }

        @Override
        public boolean counts() {
            return true;
        }
    }

    /** It says something else. */
    record Restate(Figure figure) implements Change {
        @Override
        public Instant bucket() {
            return figure.bucket();
        }

        @Override
        public boolean counts() {
            return true;
        }
    }

    /** It was missing or gone and is there again. */
    record Return(Figure figure, boolean counts) implements Change {
        @Override
        public Instant bucket() {
            return figure.bucket();
        }
    }

    /** A complete read does not have it: its value stays for now. */
    record Miss(Stored stored) implements Change {
        @Override
        public Instant bucket() {
            return stored.bucket();
        }

        @Override
        public boolean counts() {
            return false;
        }
    }

    /** It is missing again, long enough after the first time: it counts as 0. */
    record Retract(Stored stored) implements Change {
        @Override
        public Instant bucket() {
            return stored.bucket();
        }

        @Override
        public boolean counts() {
            return true;
        }
    }
}
