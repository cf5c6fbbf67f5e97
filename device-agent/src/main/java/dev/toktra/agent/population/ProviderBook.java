package dev.toktra.agent.population;

import dev.toktra.agent.event.UsageEvent;
import dev.toktra.agent.population.Timeline.DeviceEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the providers counted while the devices saw what the {@link Timeline} tells: the same for ever for a population,
 * also of hours to come.
 */
public final class ProviderBook {

    private static final List<String> PROVIDERS = List.of("openai", "anthropic", "azure_openai", "gcp_vertex");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Population population;
    private final Extra extra;
    private final Timeline timeline;
    private final Billing billing;
    private final Metering metering;
    private final Unseen unseen;
    private final Afterthoughts afterthoughts;
    private final Map<UUID, Device> devices = new HashMap<>();

    /**
     * Calls on top of the timeline's.
     *
     * @param from instant from which on they are made
     * @param rate calls a second on average
     */
    public record Extra(Instant from, double rate) {}

    public ProviderBook(Population population, Extra extra) {
        this.population = population;
        this.extra = extra;
        this.timeline = new Timeline(population);
        this.billing = new Billing(population);
        this.metering = new Metering(population.plan().seed());
        this.unseen = new Unseen(population, billing);
        this.afterthoughts = new Afterthoughts(population.plan().seed());
        population.devices().forEach(device -> devices.put(device.deviceId(), device));
    }

    public ProviderNames names() {
        return BillingNames.of(population, billing);
    }

    /**
     * Whole hours, in the order of time; an hour in which nobody used a provider is left out.
     *
     * @param from beginning of the first hour
     * @param until beginning of the hour after the last one
     */
    public List<ProviderHour> hours(Instant from, Instant until) {
        Map<Place, HourPage> pages = new HashMap<>();
        timeline.due(from, until).forEach(seen -> add(pages, seen));
        if (until.isAfter(extra.from())) {
            Instant begin = extra.from().isAfter(from) ? extra.from() : from;
            timeline.extra(begin, until, extra.rate()).forEach(seen -> add(pages, seen));
        }
        List<ProviderHour> hours = new ArrayList<>();
        for (Instant hour = from; hour.isBefore(until); hour = hour.plus(HOUR)) {
            for (String provider : PROVIDERS) {
                HourPage page = pages.getOrDefault(new Place(provider, hour), new HourPage());
                unseen.of(provider, hour).forEach(page::add);
                ProviderHour told = afterthoughts.of(provider, hour, page.figures(), page.causes());
                if (!told.figures().isEmpty() || !told.causes().isEmpty()) {
                    hours.add(told);
                }
            }
        }
        return hours;
    }

    private record Place(String provider, Instant hour) {}

    private void add(Map<Place, HourPage> pages, DeviceEvent seen) {
        UsageEvent event = seen.event();
        Device device = devices.get(seen.deviceId());
        if (device == null) {
            return;
        }
        String model = model(seen);
        Place place = new Place(event.called().provider(), event.occurredAt().truncatedTo(ChronoUnit.HOURS));
        pages.computeIfAbsent(place, any -> new HourPage())
                .add(event, billing.payer(device, event, model), metering.of(seen.deviceId(), event, model));
    }

    /** As the provider spells it, who also knows the model of a call of which the device saw only the connection. */
    private String model(DeviceEvent seen) {
        String provider = seen.event().called().provider();
        String model = seen.event().called().model();
        if (model != null) {
            return Spelling.of(provider, model);
        }
        Dice dice = Dice.of(
                population.plan().seed(),
                "hidden",
                seen.deviceId().getLeastSignificantBits(),
                seen.event().occurredAt().toEpochMilli());
        List<ModelOffer> offers = Models.OFFERED.stream()
                .filter(offer -> offer.provider().equals(provider))
                .toList();
        return Spelling.of(offers.get(dice.below(offers.size())));
    }
}
