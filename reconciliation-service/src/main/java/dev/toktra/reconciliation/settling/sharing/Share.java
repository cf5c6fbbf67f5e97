package dev.toktra.reconciliation.settling.sharing;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.pricing.ServiceTier;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a provider's figure and whose it is.
 *
 * @param subject a person's id, {@code unknown} or {@code unattributed}
 * @param unit the department or team that is said to own what is unattributed; null otherwise
 * @param application the program, {@code unknown} where no device saw any
 */
public record Share(
        String subject, @Nullable UUID unit, String application, Attribution by, ServiceTier tier, Counts counts) {}
