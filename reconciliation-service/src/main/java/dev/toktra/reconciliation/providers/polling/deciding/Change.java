package dev.toktra.reconciliation.providers.polling.deciding;

import java.time.Instant;

/** What a read does to one figure. */
public sealed interface Change {

    Instant bucket();

    /** Whether what it adds up to is another now. */
    boolean counts();

    /** The provider says it. */
    sealed interface Said extends Change {
        Figure figure();

        @Override
        default Instant bucket() {
            return figure().bucket();
        }
    }

    /** The provider does not say it any more. */
    sealed interface Unsaid extends Change {
        Stored stored();

        @Override
        default Instant bucket() {
            return stored().bucket();
        }
    }

    /** It was not known. */
    record Insert(Figure figure) implements Said {
        @Override
        public boolean counts() {
            return true;
        }
    }

    /** It says something else. */
    record Restate(Figure figure) implements Said {
        @Override
        public boolean counts() {
            return true;
        }
    }

    /** It was missing or gone and is there again. */
    record Return(Figure figure, boolean counts) implements Said {}

    /** A complete read does not have it: its value stays for now. */
    record Miss(Stored stored) implements Unsaid {
        @Override
        public boolean counts() {
            return false;
        }
    }

    /** It is missing again, long enough after the first time: it counts as 0. */
    record Retract(Stored stored) implements Unsaid {
        @Override
        public boolean counts() {
            return true;
        }
    }
}
