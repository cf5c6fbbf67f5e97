package dev.toktra.reconciliation.ledger.counting;

import java.time.LocalDate;
import java.util.UUID;

/** A day of an organisation, in its own calendar. */
public record OrganisationDay(UUID orgId, LocalDate day) {}
