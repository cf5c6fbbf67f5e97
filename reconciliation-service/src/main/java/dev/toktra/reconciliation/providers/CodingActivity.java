package dev.toktra.reconciliation.providers;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one actor made with a coding agent on a day of UTC, over all terminals. Its tokens say which model was used for
 * coding; they are part of the provider's usage already and never added to it.
 *
 * @param customer how the use is paid, in the provider's words ({@code api}, {@code subscription})
 */
public record CodingActivity(
        LocalDate day, Actor actor, @Nullable String customer, Work work, Map<String, ModelTokens> tokens) {

    public CodingActivity {
        tokens = Collections.unmodifiableSortedMap(new TreeMap<>(tokens));
    }

    /** Who worked: a person by e-mail address, or an API key by its name. */
    public sealed interface Actor {
        record Person(String email) implements Actor {}

        record Key(String name) implements Actor {}
    }

    /** What was made; null is what the provider did not say. Accepted and rejected are edits that the agent proposed. */
    public record Work(
            @Nullable Long sessions,
            @Nullable Long linesAdded,
            @Nullable Long linesRemoved,
            @Nullable Long commits,
            @Nullable Long pullRequests,
            @Nullable Long accepted,
            @Nullable Long rejected) {

        /** The sum of what either side says. */
        public Work plus(Work other) {
            return new Work(
                    sum(sessions, other.sessions),
                    sum(linesAdded, other.linesAdded),
                    sum(linesRemoved, other.linesRemoved),
                    sum(commits, other.commits),
                    sum(pullRequests, other.pullRequests),
                    sum(accepted, other.accepted),
                    sum(rejected, other.rejected));
        }
    }

    /** Tokens of a model; {@code input} is without what caches gave and took. */
    public record ModelTokens(
            @Nullable Long input,
            @Nullable Long output,
            @Nullable Long cacheRead,
            @Nullable Long cacheWrite) {

        /** The sum of what either side says. */
        public ModelTokens plus(ModelTokens other) {
            return new ModelTokens(
                    sum(input, other.input),
                    sum(output, other.output),
                    sum(cacheRead, other.cacheRead),
                    sum(cacheWrite, other.cacheWrite));
        }
    }

    /** The sum of two rows of the same day, actor and customer. */
    public CodingActivity plus(CodingActivity other) {
        SortedMap<String, ModelTokens> sums = new TreeMap<>(tokens);
        other.tokens.forEach((model, more) -> sums.merge(model, more, ModelTokens::plus));
        return new CodingActivity(day, actor, customer, work.plus(other.work), sums);
    }

    /** Sessions in two terminals are told apart, so that what one of them does not tell is not the other's loss. */
    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.addExact(one, other);
    }
}
