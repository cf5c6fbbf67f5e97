package dev.toktra.reconciliation.providers.http;

import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Trouble;

/** Ends a read of a provider; carries no cause, because causes may quote what was sent. */
public final class ProviderFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;
    private final int status;
    private final boolean spent;

    private ProviderFault(Trouble trouble, int status, boolean spent) {
        super(trouble.words(), null, false, false);
        this.trouble = trouble;
        this.status = status;
        this.spent = spent;
    }

    public static ProviderFault of(Trouble trouble) {
        return new ProviderFault(trouble, 0, false);
    }

    public static ProviderFault of(Failure failure, String words) {
        return of(Trouble.of(failure, words));
    }

    /** The provider's answer is not what it promises. */
    public static ProviderFault broken(String words) {
        return of(Failure.BROKEN_ANSWER, words);
    }

    static ProviderFault answered(int status, Trouble trouble) {
        return new ProviderFault(trouble, status, false);
    }

    public Trouble trouble() {
        return trouble;
    }

    /** The status of the answer that was the fault, 0 where none was. */
    public int status() {
        return status;
    }

    /** The same fault after the last try: whoever waits for the call behind it does not try again either. */
    ProviderFault spent() {
        return new ProviderFault(trouble, status, true);
    }

    boolean isSpent() {
        return spent;
    }

    /** Whether one answer with this status was the fault, and not a call that it depends on. */
    boolean isAnswer(int wanted) {
        return status == wanted && !spent;
    }

    static ProviderFault in(Throwable failure) {
        return (ProviderFault) failure;
    }
}
