package dev.toktra.reconciliation.usage.answer;

import dev.toktra.reconciliation.usage.question.DateRange;
import dev.toktra.reconciliation.usage.question.Source;
import dev.toktra.reconciliation.usage.view.Selection;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A range at a glance, and the one before for comparison.
 *
 * @param overTime by period, those without usage included, up to today
 * @param topUsers the people with the most tokens, most first
 * @param unknown of identities whom the directory did not know on the day
 * @param unattributed what only a provider counted, for nobody that could be named
 * @param activeUsers how many people used anything
 */
public record UsageSummary(
        Selection selection,
        ZoneId zone,
        Instant asOf,
        Figures totals,
        Map<LocalDate, Figures> overTime,
        Map<String, Figures> byProvider,
        List<TopUser> topUsers,
        Figures unknown,
        Figures unattributed,
        long activeUsers,
        long unknownIdentities,
        Figures previous,
        List<Freshness> freshness) {

    /** A person and what they used. */
    public record TopUser(Map<String, @Nullable String> names, Figures figures) {}

    public UsageSummary withPrevious(Figures before) {
        return with(before, freshness);
    }

    public UsageSummary withFreshness(List<Freshness> found) {
        return with(previous, found);
    }

    private UsageSummary with(Figures before, List<Freshness> fresh) {
        return new UsageSummary(
                selection,
                zone,
                asOf,
                totals,
                overTime,
                byProvider,
                topUsers,
                unknown,
                unattributed,
                activeUsers,
                unknownIdentities,
                before,
                fresh);
    }

    /** The members of a JSON object. */
    public Map<String, @Nullable Object> members() {
        Source source = selection.question().source();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("start_date", selection.range().start().toString());
        members.put("end_date", selection.range().end().toString());
        members.put("zone", zone.getId());
        members.put("totals", totals(source));
        members.put(
                "by_provider",
                byProvider.entrySet().stream()
                        .map(entry -> line("provider", entry.getKey(), entry.getValue()))
                        .toList());
        members.put(
                "over_time",
                overTime.entrySet().stream()
                        .map(entry -> line("period", entry.getKey().toString(), entry.getValue()))
                        .toList());
        members.put("top_users", topUsers.stream().map(this::top).toList());
        members.put("unknown_user", unknown.equals(Figures.NONE) ? null : unknown.members(source));
        members.put("unattributed", unattributed.equals(Figures.NONE) ? null : unattributed.members(source));
        members.put("previous", previous(source));
        members.put("freshness", freshness.stream().map(Freshness::members).toList());
        return members;
    }

    private Map<String, @Nullable Object> totals(Source source) {
        Map<String, @Nullable Object> members = totals.members(source);
        members.put("active_users", activeUsers);
        members.put("unknown_identities", unknownIdentities);
        return members;
    }

    private Map<String, @Nullable Object> line(String name, String key, Figures figures) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put(name, key);
        members.putAll(figures.members(selection.question().source()));
        return members;
    }

    private Map<String, @Nullable Object> top(TopUser user) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(user.names());
        members.put("share_of_highest", ratio(total(user), total(topUsers.get(0))));
        members.putAll(user.figures().members(selection.question().source()));
        return members;
    }

    private Map<String, @Nullable Object> previous(Source source) {
        DateRange range = selection.range().previous();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("start_date", range.start().toString());
        members.put("end_date", range.end().toString());
        members.putAll(previous.members(source));
        members.put("change", change());
        return members;
    }

    /** By how much the range exceeds the one before, as a part of it: 0.25 is a quarter more; null after nothing. */
    private Map<String, @Nullable Object> change() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        Source source = selection.question().source();
        members.put("total_requests", growth(totals.requests(source), previous.requests(source)));
        Count now = totals.of(source);
        Count before = previous.of(source);
        members.put("total_input_tokens", now == null || before == null ? null : growth(now.input(), before.input()));
        members.put(
                "total_output_tokens", now == null || before == null ? null : growth(now.output(), before.output()));
        return members;
    }

    private @Nullable Long total(TopUser user) {
        Count count = user.figures().of(selection.question().source());
        return count == null ? null : (Long) count.total();
    }

    private static @Nullable BigDecimal growth(@Nullable Long now, @Nullable Long before) {
        BigDecimal ratio = ratio(now, before);
        return ratio == null ? null : ratio.subtract(BigDecimal.ONE);
    }

    private static @Nullable BigDecimal ratio(@Nullable Long part, @Nullable Long whole) {
        return part == null || whole == null || whole == 0
                ? null
                : BigDecimal.valueOf(part)
                        .divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64)
                        .setScale(4, RoundingMode.HALF_EVEN);
    }
}
