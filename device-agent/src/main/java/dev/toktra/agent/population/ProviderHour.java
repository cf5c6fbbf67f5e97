package dev.toktra.agent.population;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider's UTC hour: what it shows at first, what it changes that to later, and why devices saw something else.
 *
 * @param causes the tokens that the provider shows in the end less those that devices saw, by model, adding up exactly
 */
public record ProviderHour(
        String provider, Instant hour, List<ProviderFigure> figures, List<Edition> later, List<Cause> causes) {

    public ProviderHour {
        figures = List.copyOf(figures);
        later = List.copyOf(later);
        causes = List.copyOf(causes);
    }

    /** All that the hour holds from an instant on. */
    public record Edition(Instant from, List<ProviderFigure> figures) {

        public Edition {
            figures = List.copyOf(figures);
        }
    }

    /** @param model as the provider spells it, null where the device saw none */
    public record Cause(String cause, @Nullable String model, long input, long output, long requests) {}

    /** What holds in the end. */
    public List<ProviderFigure> last() {
        return later.isEmpty() ? figures : later.get(later.size() - 1).figures();
    }
}
