package dev.toktra.devstack.provider.script;

import dev.toktra.devstack.provider.names.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults that are to happen, and how much fits on a page. */
public final class Script {

    private static final int MANY = 100_000;

    private final List<Counted> rules = new CopyOnWriteArrayList<>();
    private final Map<Provider, Integer> rowsPerPage = new ConcurrentHashMap<>();

    private final Map<Provider, Duration> lookBack = new ConcurrentHashMap<>();

    private record Counted(Rule rule, AtomicInteger calls) {

        boolean due(Provider provider, String endpoint) {
            return rule.isAbout(provider, endpoint) && rule.worksAt(calls.incrementAndGet());
        }
    }

    public Script add(Rule rule) {
        rules.add(new Counted(rule, new AtomicInteger()));
        return this;
    }

    /** A history of faults: at every call each of them happens with the probability, independently, as the seed decides. */
    public Script history(long seed, double probability, Collection<Fault> faults) {
        faults.forEach(fault -> add(Rule.of(fault).sometimes(probability, seed)));
        return this;
    }

    /**
     * Rows on a page of a report, items on a page of a list of Azure, points on a page of Google: at most so many, whatever
     * was asked for. A bucket or series that does not fit goes on on the next page.
     */
    public Script rowsPerPage(Provider provider, int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("a page holds at least one row");
        }
        rowsPerPage.put(provider, rows);
        return this;
    }

    public int rowsPerPage(Provider provider) {
        return rowsPerPage.getOrDefault(provider, MANY);
    }

    public Map<Provider, Integer> rowsPerPage() {
        return Map.copyOf(rowsPerPage);
    }

    /** OpenAI and Anthropic refuse a report that begins longer ago than this. */
    public Script lookBack(Provider provider, Duration longest) {
        lookBack.put(provider, longest);
        return this;
    }

    public boolean isTooFarBack(Provider provider, Instant start, Instant now) {
        Duration longest = lookBack.get(provider);
        return longest != null && start.isBefore(now.minus(longest));
    }

    public Map<Provider, Duration> lookBack() {
        return Map.copyOf(lookBack);
    }

    public List<Rule> rules() {
        return rules.stream().map(Counted::rule).toList();
    }

    public void clear() {
        rules.clear();
        rowsPerPage.clear();
        lookBack.clear();
    }

    /** The rules that work at this call; counts the call. */
    public List<Rule> due(Provider provider, String endpoint) {
        return rules.stream()
                .filter(counted -> counted.due(provider, endpoint))
                .map(Counted::rule)
                .toList();
    }
}
