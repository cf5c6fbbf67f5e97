package dev.toktra.reconciliation.asking.view;

/** Why a question gets no answer. */
public abstract sealed class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Refusal(String message) {
        super(message, null, false, false);
    }

    /** The reason as a sentence for the caller. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** A parameter that does not go with the others. */
    public static final class Unfit extends Refusal {

        private static final long serialVersionUID = 1L;

        private final String parameter;

        public Unfit(String parameter, String reason) {
            super(reason);
            this.parameter = parameter;
        }

        public String parameter() {
            return parameter;
        }
    }

    /** The caller may not see what was asked for. */
    public static final class Outside extends Refusal {

        private static final long serialVersionUID = 1L;

        public Outside(String reason) {
            super(reason);
        }
    }

    /** The organisation has no such person, department or team. */
    public static final class Missing extends Refusal {

        private static final long serialVersionUID = 1L;

        public Missing(String what) {
            super("There is no such " + what + ".");
        }
    }

    /** The directory has not told of the organisation yet. */
    public static final class NotYetKnown extends Refusal {

        private static final long serialVersionUID = 1L;

        public NotYetKnown() {
            super("The organisation is not known here yet; its directory is still being read.");
        }
    }

    /** A sum that no 64-bit number holds. */
    public static final class TooLarge extends Refusal {

        private static final long serialVersionUID = 1L;

        public TooLarge() {
            super("The sum of what was asked for is larger than a 64-bit number; ask for less of it.");
        }
    }

    /** As many lists are being streamed as may be at a time. */
    public static final class Busy extends Refusal {

        private static final long serialVersionUID = 1L;

        public Busy() {
            super("Too many lists are being sent as CSV just now; try again in a moment.");
        }
    }
}
