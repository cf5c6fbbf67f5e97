package dev.toktra.agent.population;

import dev.toktra.agent.event.CallResult;
import dev.toktra.agent.event.CalledModel;
import dev.toktra.agent.event.Outcome;
import dev.toktra.agent.event.TokenSource;
import dev.toktra.agent.event.Tokens;
import dev.toktra.agent.event.UsageEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the calls of one seat, by its habits. */
final class Calls {

    private static final List<Choice<Integer>> FAILURES =
            List.of(new Choice<>(429, 40), new Choice<>(503, 20), new Choice<>(500, 15), new Choice<>(400, 25));

    private final Seat seat;
    private final Dice dice;
    private final List<Choice<Tool>> tools;

    /** @param daysBeforeStory sets which models are on the rise and which on their way out */
    Calls(Seat seat, Dice dice, long daysBeforeStory) {
        this.seat = seat;
        this.dice = dice;
        this.tools = seat.habits().tools().stream()
                .map(tool -> new Choice<>(
                        tool.value(),
                        tool.weight()
                                * tool.value().model().trend().factor(daysBeforeStory)
                                * taste(tool.value().model())))
                .toList();
    }

    /** A call as its first try. */
    UsageEvent call(Instant at) {
        return call(at, dice.pick(tools), 1);
    }

    UsageEvent call(Instant at, Tool tool, int attempt) {
        boolean fails = dice.chance(seat.habits().traits().failures() / attempt);
        return fails ? failed(at, tool, attempt) : answered(at, tool, attempt);
    }

    /** The repetition of a failed call some seconds later; null where the person let it be. */
    @Nullable
    UsageEvent again(UsageEvent failed, Instant latest) {
        if (!failed.failed() || failed.result().attempt() > 3 || dice.chance(0.15)) {
            return null;
        }
        Instant at = failed.occurredAt().plusMillis(800L + dice.below(20_000));
        Tool tool = dice.pick(tools);
        for (Choice<Tool> choice : tools) {
            boolean same = choice.value().model().model().equals(failed.called().model())
                    && choice.value().application().equals(failed.called().application());
            tool = same ? choice.value() : tool;
        }
        return call(at.isAfter(latest) ? latest : at, tool, failed.result().attempt() + 1);
    }

    private double taste(ModelOffer model) {
        double taste = seat.habits().traits().taste();
        return switch (model.rank()) {
            case TOP -> taste;
            case MIDDLE -> 1;
            case SMALL -> 1 / taste;
        };
    }

    private UsageEvent failed(Instant at, Tool tool, int attempt) {
        long input = inputTokens(tool, dice.chance(0.4));
        long duration = 150L + dice.below(4_000);
        CallResult result = new CallResult(dice.pick(FAILURES), attempt, false, duration, input * 4, 240);
        Tokens tokens = new Tokens(input, 0, 0, 0, 0);
        return new UsageEvent(at, seat.account(), called(tool), result, TokenSource.TOKENIZER, tokens, null);
    }

    private UsageEvent answered(Instant at, Tool tool, int attempt) {
        boolean small = dice.chance(seat.habits().traits().trifles());
        long input = inputTokens(tool, small);
        long output = small ? dice.logNormal(130, 0.7, 480) : dice.logNormal(tool.coding() ? 620 : 430, 0.8, 16_000);
        Tokens tokens = tokens(tool, input, output, small);
        boolean hidden = dice.chance(0.006);
        boolean streaming = dice.chance(0.7);
        long duration = 250 + output * (6 + dice.below(9));
        CallResult result = new CallResult(
                200, attempt, streaming, duration, input * 4 + dice.below(900), output * 5 + dice.below(600));
        CalledModel called = hidden ? new CalledModel(tool.model().provider(), null, null, null) : called(tool);
        TokenSource source = hidden ? TokenSource.BYTE_RATIO : source();
        return new UsageEvent(at, seat.account(), called, result, source, tokens, hidden ? null : outcome(tool));
    }

    private long inputTokens(Tool tool, boolean small) {
        double size = seat.habits().traits().size();
        if (small) {
            return dice.logNormal(600, 0.6, 1_950);
        }
        return tool.coding() ? dice.logNormal(9_000 * size, 0.9, 180_000) : dice.logNormal(1_900 * size, 0.9, 60_000);
    }

    private Tokens tokens(Tool tool, long input, long output, boolean small) {
        long reasoning = Math.round(output * tool.model().reasoning() * dice.between(0.4, 1.6));
        double reuse = tool.model().caches() && !small
                ? Math.max(0, Math.min(0.97, seat.habits().traits().cacheReuse() + 0.12 * dice.gaussian()))
                : 0;
        long read = (long) (input * reuse);
        boolean writes = tool.model().provider().equals("anthropic") && reuse > 0;
        long write = writes ? (long) ((input - read) * dice.between(0.2, 0.7)) : 0;
        return new Tokens(input - read - write, read, write, output, Math.min(output, reasoning));
    }

    private @Nullable Outcome outcome(Tool tool) {
        double rate = seat.habits().traits().outcomes();
        if (!tool.coding() || rate == 0) {
            return null;
        }
        int accepted = dice.poisson(rate);
        int rejected = dice.poisson(0.18);
        int lines = accepted == 0 ? 0 : (int) dice.logNormal(7.0 * accepted, 0.8, 2_000);
        int commits = dice.chance(rate * 0.14) ? 1 : 0;
        int pullRequests = dice.chance(rate * 0.025) ? 1 : 0;
        return new Outcome(accepted, rejected, lines, commits, pullRequests);
    }

    private TokenSource source() {
        return dice.chance(0.88) ? TokenSource.RESPONSE_USAGE : TokenSource.TOKENIZER;
    }

    private static CalledModel called(Tool tool) {
        return new CalledModel(
                tool.model().provider(),
                tool.model().model(),
                tool.application(),
                tool.model().endpoint());
    }
}
