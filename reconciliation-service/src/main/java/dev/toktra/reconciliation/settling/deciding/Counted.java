package dev.toktra.reconciliation.settling.deciding;

import dev.toktra.reconciliation.settling.sharing.ProviderFigure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a provider and where it belongs.
 *
 * @param hour null where the provider tells the day only
 * @param model canonical
 */
public record Counted(@Nullable Instant hour, String model, ProviderFigure figure) {}
