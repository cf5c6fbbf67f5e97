package dev.toktra.agent.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.toktra.agent.population.Population;
import dev.toktra.agent.population.PopulationPlan;
import dev.toktra.agent.spool.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What a fleet began to tell, kept in its state directory: a resumed run tells the same. */
record FleetPlan(PopulationPlan population, int historyDays, List<HistoryPart> parts) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    FleetPlan {
        parts = List.copyOf(parts);
    }

    /** The plan in the state directory, or a new one by the settings, saved. */
    static FleetPlan open(Path file, FleetSettings settings) throws IOException {
        if (!Files.exists(file)) {
            FleetPlan plan = begin(settings);
            plan.write(file);
            return plan;
        }
        FleetPlan plan = MAPPER.readValue(file.toFile(), FleetPlan.class);
        plan.refuseAnother(settings.story());
        return plan;
    }

    /** With one more part, saved. */
    FleetPlan and(HistoryPart part, Path file) throws IOException {
        List<HistoryPart> more = new ArrayList<>(parts);
        more.add(part);
        FleetPlan plan = new FleetPlan(population, historyDays, more);
        plan.write(file);
        return plan;
    }

    /** Until when the parts tell the story. */
    Instant until(Instant start) {
        return parts.isEmpty() ? start : parts.get(parts.size() - 1).until();
    }

    private static FleetPlan begin(FleetSettings settings) {
        FleetSettings.Story story = settings.story();
        Instant now = settings.clock().instant();
        Instant until = story.until() == null ? now : story.until();
        if (until.isAfter(now)) {
            throw new FleetRefusal(
                    "The history cannot end at " + until + ": that is in the future (it is " + now + ").");
        }
        ZoneId zone = Population.ZONE;
        LocalDate storyDay = LocalDate.ofInstant(until.minusMillis(1), zone);
        PopulationPlan population = PopulationPlan.of(story.seed(), story.people(), storyDay);
        LocalDate firstPartialDay = LocalDate.ofInstant(until, zone);
        Instant from = firstPartialDay
                .minusDays(story.historyDays())
                .atStartOfDay(zone)
                .toInstant();
        List<HistoryPart> parts = story.historyDays() == 0 ? List.of() : List.of(new HistoryPart(from, until, 0));
        return new FleetPlan(
                story.maxEvents() > 0 ? population.atMost(story.maxEvents()) : population, story.historyDays(), parts);
    }

    private void refuseAnother(FleetSettings.Story story) {
        if (population.seed() != story.seed()
                || population.people() != story.people()
                || historyDays != story.historyDays()) {
            throw new FleetRefusal("The state directory belongs to a fleet with seed " + population.seed() + ", "
                    + population.people() + " people and " + historyDays
                    + " days of history. Give the same again, or another --state.");
        }
    }

    private void write(Path file) throws IOException {
        new FileDisk().replace(file, MAPPER.writeValueAsBytes(this), true);
    }
}
