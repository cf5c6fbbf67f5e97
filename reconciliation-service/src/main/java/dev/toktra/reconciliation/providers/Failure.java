package dev.toktra.reconciliation.providers;

/** Why a provider did not give what was asked. In every case what was known before stays and is stale, never 0. */
public enum Failure {
    /** The credentials are not accepted; only an administrator can mend it. */
    UNAUTHORIZED,
    /** The credentials are real and lack a right; only an administrator can mend it. */
    FORBIDDEN,
    /** Asked too often; again after the time that the trouble names, or the usual one. */
    RATE_LIMITED,
    /** The provider keeps no figures from so long ago; a later start may do. */
    TOO_FAR_BACK,
    /** The provider has no buckets of this width for this window; days may do where hours do not. */
    WIDTH_REFUSED,
    /** The provider refuses the question for another reason; asking it again is of no use. */
    REFUSED,
    /** Network, time-out, the provider's own failure or figures it says are incomplete; again later. */
    UNAVAILABLE,
    /** The answer is not what the provider promises; again later, and somebody should look if it stays so. */
    BROKEN_ANSWER;

    /** Whether the same question may be answered later without anybody doing anything. */
    public boolean mayPass() {
        return this == RATE_LIMITED || this == UNAVAILABLE || this == BROKEN_ANSWER;
    }
}
