package dev.toktra.reconciliation.providers;

import io.smallrye.mutiny.Uni;

/**
 * Reads what one provider says was used. Implementations are application scoped, one for each {@link Provider}, and hold
 * no state but tokens.
 *
 * <p>All methods: an access, source or window that is not the client's is an IllegalArgumentException; whatever the
 * provider or the network does is a value and never a failed Uni. A read gives up after a bounded number of tries, pages
 * and bytes. The item comes on a thread of the HTTP client; unsubscribing ends the call under way.
 */
public interface ProviderUsageClient {

    Provider provider();

    /**
     * The counts of a window from a source of {@link Source.Kind#TOKENS}: all pages of one and the same query, or nothing.
     * Rows that the provider gives for other times are left out with a remark.
     */
    Uni<WindowRead<ProviderCount>> counts(Access access, Source source, Window window);

    /** What the ids in {@link Dimensions} stand for. */
    Uni<NamesRead> names(Access access);

    /** Whether usage can be read, with the cheapest calls that prove it. */
    Uni<AccessCheck> test(Access access);
}
