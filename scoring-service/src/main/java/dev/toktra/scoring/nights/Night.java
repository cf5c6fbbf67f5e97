package dev.toktra.scoring.nights;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/**
 * One computation of an organisation's results, at night or on demand.
 *
 * @param day the organisation's last whole day, whose facts are the newest that count
 * @param zone the organisation's on the day after
 * @param began when the computation began; what it writes carries this time
 */
public record Night(UUID org, LocalDate day, ZoneId zone, Instant began) {}
