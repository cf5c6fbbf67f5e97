package dev.toktra.callerscope;

/** A caller token that proves nothing, with the reason as a sentence that may be told. */
final class TokenRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TokenRefused(String reason) {
        super(reason, null, false, false);
    }
}
