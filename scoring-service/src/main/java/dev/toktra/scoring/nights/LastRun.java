package dev.toktra.scoring.nights;

import java.time.Instant;
import java.time.LocalDate;

/** The run of an organisation that ended last, and the rows of facts that there were for it. */
record LastRun(LocalDate day, long facts, Instant finished) {}
