package dev.toktra.reconciliation.usage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.events.TokenCounts;
import dev.toktra.reconciliation.usage.Settled.Share;
import dev.toktra.reconciliation.usage.answer.Status;
import dev.toktra.reconciliation.usage.question.Source;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A sum of rows as a text, which is made of an answer too: nothing shared with how the service sums. */
final class OracleSum {

    private static final List<String> MEMBERS = List.of(
            "total_requests",
            "total_input_tokens",
            "total_output_tokens",
            "total_cost_usd",
            "unpriced_tokens",
            "estimated_cost_usd",
            "reconciled_cost_usd",
            "status",
            "settled_share",
            "estimated",
            "calibrated",
            "reconciled");

    private final List<OracleRow> devices = new ArrayList<>();
    private final List<Share> shares = new ArrayList<>();
    private Status least = Status.RECONCILED;
    private boolean anySettled;

    void add(OracleRow row) {
        if (row.share() == null) {
            devices.add(row);
        } else {
            shares.add(row.share());
        }
        least = row.status().compareTo(least) < 0 ? row.status() : least;
        anySettled |= row.settled();
    }

    static String text(JsonNode item) {
        return MEMBERS.stream().map(member -> member(item.get(member))).collect(Collectors.joining(" "));
    }

    private static String member(JsonNode value) {
        if (value.isNull()) {
            return "null";
        }
        if (value.isNumber()) {
            return text(new BigDecimal(value.asText()));
        }
        if (value.isTextual()) {
            return value.asText();
        }
        List<String> parts = new ArrayList<>();
        value.elements().forEachRemaining(part -> parts.add(member(part)));
        return parts.toString();
    }

    private static String text(@Nullable BigDecimal number) {
        return number == null
                ? "null"
                : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String text(@Nullable Long number) {
        return String.valueOf(number);
    }

    /** What one source says. */
    private record Said(
            @Nullable Long requests,
            long input,
            long output,
            @Nullable BigDecimal usd,
            long unpriced,
            String parts) {}

    String text(Source source) {
        Said open = said(open(), true);
        Said estimated = devices.isEmpty() ? null : said(devices, false);
        Said calibrated = devices.stream().anyMatch(row -> row.factor() != null) ? said(devices, true) : null;
        Said reconciled = anySettled ? reconciled() : null;
        long requests = devices.stream().mapToLong(OracleRow::requests).sum();
        Said best = reconciled == null ? open : best(open, reconciled, requests);
        Said asked = switch (source) {
            case BEST -> best;
            case ESTIMATED -> estimated;
            case CALIBRATED -> calibrated;
            case RECONCILED -> reconciled;
        };
        return Stream.of(
                        source != Source.RECONCILED ? text(requests) : of(asked, said -> text(said.requests)),
                        of(asked, said -> text(said.input)),
                        of(asked, said -> text(said.output)),
                        of(asked, said -> text(said.usd)),
                        of(asked, said -> text(said.unpriced)),
                        of(estimated, said -> text(said.usd)),
                        of(reconciled, said -> text(said.usd)),
                        least.name().toLowerCase(Locale.ROOT),
                        share(best, reconciled),
                        of(estimated, Said::parts),
                        of(calibrated, Said::parts),
                        of(reconciled, Said::parts))
                .collect(Collectors.joining(" "));
    }

    private static Said best(Said open, Said reconciled, long requests) {
        return new Said(
                requests,
                open.input + reconciled.input,
                open.output + reconciled.output,
                sum(Stream.of(open.usd, reconciled.usd)),
                open.unpriced + reconciled.unpriced,
                "");
    }

    private List<OracleRow> open() {
        return devices.stream().filter(row -> !row.settled()).toList();
    }

    private static String of(@Nullable Said said, Function<Said, String> what) {
        return said == null ? "null" : what.apply(said);
    }

    private String share(Said best, @Nullable Said reconciled) {
        if (reconciled == null) {
            return "0";
        }
        long total = best.input + best.output;
        if (total == 0) {
            return least == Status.RECONCILED || least == Status.RESTATED ? "1" : "0";
        }
        return text(BigDecimal.valueOf(reconciled.input + reconciled.output)
                .divide(BigDecimal.valueOf(total), 4, RoundingMode.DOWN));
    }

    private static Said said(List<OracleRow> rows, boolean calibrated) {
        TokenCounts sum = TokenCounts.NONE;
        long unpriced = 0;
        List<BigDecimal> costs = new ArrayList<>();
        for (OracleRow row : rows) {
            TokenCounts raw = Objects.requireNonNull(row.tokens());
            boolean corrected = calibrated && row.factor() != null;
            TokenCounts tokens =
                    corrected ? Objects.requireNonNull(row.factor()).times(raw) : raw;
            sum = sum.plus(tokens);
            if (row.cost() == null || corrected) {
                unpriced += tokens.total();
            } else {
                costs.add(row.cost());
            }
        }
        List<Long> parts = List.of(
                sum.input(), sum.output(), sum.freshInput(), sum.cacheRead(), sum.cacheWrite(), sum.reasoning());
        long requests = rows.stream().mapToLong(OracleRow::requests).sum();
        return new Said(requests, sum.input(), sum.output(), sum(costs.stream()), unpriced, parts.toString());
    }

    private Said reconciled() {
        long input = shares.stream().mapToLong(Share::input).sum();
        long output = shares.stream().mapToLong(Share::output).sum();
        String unreported = shares.stream().anyMatch(share -> share.input() + share.output() > 0) ? "null" : "0";
        String parts = "[" + input + ", " + output + ", " + text(reported(Share::fresh)) + ", " + unreported + ", "
                + unreported + ", null]";
        long unpriced = shares.stream()
                .filter(share -> share.cost() == null)
                .mapToLong(share -> share.input() + share.output())
                .sum();
        return new Said(
                reported(Share::requests), input, output, sum(shares.stream().map(Share::cost)), unpriced, parts);
    }

    /** Null where the provider does not report it for some of its tokens. */
    private @Nullable Long reported(Function<Share, @Nullable Long> measure) {
        long sum = 0;
        for (Share share : shares) {
            Long value = measure.apply(share);
            if (value == null && share.input() + share.output() > 0) {
                return null;
            }
            sum += value == null ? 0 : value;
        }
        return sum;
    }

    private static @Nullable BigDecimal sum(Stream<@Nullable BigDecimal> costs) {
        return costs.filter(Objects::nonNull).reduce(BigDecimal::add).orElse(null);
    }
}
