package dev.toktra.reconciliation.settling.naming.owners;

import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Names;
import dev.toktra.reconciliation.settling.naming.Mapping;
import dev.toktra.reconciliation.settling.naming.Owners;
import dev.toktra.reconciliation.settling.naming.owners.MappingRow.Thing;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Things of providers that made tokens which are nobody's, and so wait for an administrator's word. */
final class Candidates {

    private Candidates() {}

    /** What a provider counted for one combination of its dimensions, and when last. */
    record Used(String provider, String connectionId, Dimensions dimensions, Tokens tokens) {}

    record Tokens(long input, long output, LocalDate lastUsedOn) {

        Tokens plus(Tokens other) {
            return new Tokens(
                    Math.addExact(input, other.input),
                    Math.addExact(output, other.output),
                    lastUsedOn.isBefore(other.lastUsedOn) ? other.lastUsedOn : lastUsedOn);
        }

        long total() {
            return Math.addExact(input, output);
        }
    }

    /** A thing that nobody is named for. */
    record Candidate(Thing thing, Tokens tokens) {}

    /** The things whose figures nobody owns on a day, the narrowest that each has, with the most tokens first. */
    static List<Candidate> of(Collection<Used> all, Map<String, Owners> byProvider, LocalDate day) {
        Map<Thing, Tokens> nobodys = new HashMap<>();
        for (Used used : all) {
            Owners owners = byProvider.get(used.provider());
            if (owners != null
                    && owners.of(used.dimensions(), used.connectionId(), day).owner() == null) {
                narrowest(used).ifPresent(thing -> nobodys.merge(thing, used.tokens(), Tokens::plus));
            }
        }
        return nobodys.entrySet().stream()
                .map(entry -> new Candidate(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(
                                (Candidate candidate) -> candidate.tokens().total())
                        .reversed()
                        .thenComparing(candidate -> candidate.thing().toString()))
                .toList();
    }

    private static Optional<Thing> narrowest(Used used) {
        Dimensions dimensions = used.dimensions();
        String project = dimensions.project();
        if (dimensions.key() != null) {
            return Optional.of(new Thing(used.provider(), Mapping.Kind.KEY, dimensions.key()));
        }
        if (project != null && dimensions.deployment() != null) {
            return Optional.of(new Thing(
                    used.provider(), Mapping.Kind.DEPLOYMENT, Names.deployment(project, dimensions.deployment())));
        }
        return Optional.ofNullable(project).map(id -> new Thing(used.provider(), Mapping.Kind.PROJECT, id));
    }
}
