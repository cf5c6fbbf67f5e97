package dev.toktra.reconciliation.usage.question;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sorted list.
 *
 * @param hour in an hourly list only
 * @param keys one for each dimension
 */
public record Position(LocalDate period, @Nullable Instant hour, List<String> keys) {}
