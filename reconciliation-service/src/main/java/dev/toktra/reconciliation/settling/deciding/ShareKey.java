package dev.toktra.reconciliation.settling.deciding;

import dev.toktra.reconciliation.providers.pricing.ServiceTier;
import dev.toktra.reconciliation.settling.sharing.Attribution;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose a part of a cell is, by what right, and on which day of the organisation. */
public record ShareKey(
        CellKey cell,
        LocalDate day,
        String subject,
        @Nullable UUID unit,
        String application,
        Attribution by,
        ServiceTier tier) {}
