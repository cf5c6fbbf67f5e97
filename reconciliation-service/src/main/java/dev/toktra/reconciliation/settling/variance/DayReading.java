package dev.toktra.reconciliation.settling.variance;

import dev.toktra.reconciliation.settling.calibration.Factor;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Count;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Estimate;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Failed;
import dev.toktra.reconciliation.settling.variance.MeasuredDay.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a provider's UTC day, both measures.
 *
 * @param heard the devices of the people whom the provider names
 */
record DayReading(List<CellRow> cells, List<ShareRow> shares, List<DeviceRow> devices, Map<String, List<Heard>> heard) {

    private static final Duration HOUR = Duration.ofHours(1);

    /** A device that was silent for longer is in use no more. */
    private static final Duration IN_USE = Duration.ofDays(30);

    /** The way of counting that has no error of its own: the provider's answer to the call. */
    private static final String RESPONSE_USAGE = "response_usage";

    /** A settled cell. */
    record CellRow(
            CellKey cell,
            Both<Long> provider,
            Both<Long> device,
            @Nullable Long firstInput,
            @Nullable Long firstOutput) {}

    /** What the provider names someone for. */
    record ShareRow(CellKey cell, String subject, Both<Long> tokens) {}

    /** What devices saw of someone through one way of counting. */
    record DeviceRow(
            CellKey cell,
            String subject,
            String tokenSource,
            Both<Long> tokens,
            Both<Long> wasted,
            long failed,
            long retried,
            @Nullable Both<Known> factors) {}

    /** A factor as calibration left it. */
    record Known(double value, double low, double high, int comparisons) {}

    /** A device: since when it is there, when it was heard last and whether it owes events. */
    record Heard(@Nullable Instant firstSeenAt, Instant lastHeardAt, boolean owes) {

        boolean inUse(Instant hour) {
            return (firstSeenAt == null || firstSeenAt.isBefore(hour.plus(HOUR)))
                    && !lastHeardAt.isBefore(hour.minus(IN_USE));
        }
    }

    MeasuredDay measured(boolean output) {
        return new MeasuredDay(
                cells.stream().map(row -> count(row, output)).toList(),
                shares.stream()
                        .map(row -> new Named(
                                row.cell(), row.subject(), row.tokens().of(output)))
                        .toList(),
                devices.stream().map(row -> estimate(row, output)).toList(),
                this::hearing);
    }

    private static Count count(CellRow row, boolean output) {
        return new Count(
                row.cell(),
                row.provider().of(output),
                row.device().of(output),
                output ? row.firstOutput() : row.firstInput());
    }

    private static Estimate estimate(DeviceRow row, boolean output) {
        Failed failed = Failed.of(row.wasted().of(output), row.failed(), row.retried());
        return new Estimate(row.cell(), row.subject(), row.tokens().of(output), failed, factor(row, output));
    }

    /** Estimates that were never compared are taken as they are and may be off by a third. */
    private static Factor factor(DeviceRow row, boolean output) {
        Both<Known> factors = row.factors();
        if (factors == null) {
            return row.tokenSource().equals(RESPONSE_USAGE) ? new Factor(1, 1, 1, 0) : Factor.UNKNOWN;
        }
        Known known = factors.of(output);
        return new Factor(known.value(), known.low(), known.high(), known.comparisons());
    }

    /** What is known of a person's devices at an hour. */
    Hearing hearing(String subject, Instant hour) {
        List<Heard> inUse = heard.getOrDefault(subject, List.of()).stream()
                .filter(one -> one.inUse(hour))
                .toList();
        if (inUse.isEmpty()) {
            return Hearing.NEVER;
        }
        boolean silent = inUse.stream().allMatch(one -> one.lastHeardAt().isBefore(hour.plus(HOUR)));
        return silent || inUse.stream().anyMatch(Heard::owes) ? Hearing.LATE : Hearing.HEARD;
    }
}
