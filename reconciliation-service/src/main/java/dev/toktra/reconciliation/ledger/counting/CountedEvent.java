package dev.toktra.reconciliation.ledger.counting;

import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import java.time.LocalDate;

/** An event that is stored, with the organisation's day of it. */
public record CountedEvent(UsageBatch batch, UsageEvent event, LocalDate day, long identityId) {}
