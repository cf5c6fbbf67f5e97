package dev.toktra.reconciliation.settling.naming;

import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Names;
import dev.toktra.reconciliation.settling.naming.Meaning.Kind;
import dev.toktra.reconciliation.settling.naming.Meaning.Thing;
import dev.toktra.reconciliation.settling.naming.Meaning.Told;
import dev.toktra.reconciliation.settling.sharing.Attribution;
import dev.toktra.reconciliation.settling.sharing.Owner;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whose a provider's figures are, the surest word first: the person whom the provider names; the person who owns the key; and
 * whoever an administrator says that the key, the deployment or the project belongs to.
 */
public final class Owners {

    /** Of two names that hold on one day the later begun counts. */
    private static final Comparator<PersonName> LATER_BEGUN_FIRST = Comparator.comparing(
                    (PersonName name) -> name.days().from())
            .reversed()
            .thenComparing(name -> name.userId().toString());

    private static final Comparator<Mapping> LATER_BEGUN_MAPPING_FIRST = Comparator.comparing(
                    (Mapping mapping) -> mapping.days().from())
            .reversed()
            .thenComparing(mapping -> mapping.owner().toString());

    private final Map<Thing, List<Meaning>> meanings;
    private final Map<Called, List<PersonName>> people;
    private final Map<Mapped, List<Mapping>> mappings;

    private record Called(PersonName.Kind kind, String value) {}

    private record Mapped(Mapping.Kind kind, String value) {}

    public Owners(Collection<Meaning> meanings, Collection<PersonName> people, Collection<Mapping> mappings) {
        this.meanings = grouped(meanings, Meaning::thing, Comparator.comparing(Meaning::since));
        this.people = grouped(people, name -> new Called(name.kind(), name.value()), LATER_BEGUN_FIRST);
        this.mappings =
                grouped(mappings, mapping -> new Mapped(mapping.kind(), mapping.value()), LATER_BEGUN_MAPPING_FIRST);
    }

    private static <K, V> Map<K, List<V>> grouped(Collection<V> all, Function<V, K> key, Comparator<V> order) {
        Map<K, List<V>> groups = new HashMap<>();
        all.forEach(one -> groups.computeIfAbsent(key.apply(one), none -> new ArrayList<>())
                .add(one));
        groups.values().forEach(group -> group.sort(order));
        return groups;
    }

    /** Whose a figure of a connection is on a day of UTC. */
    public Owned of(Dimensions dimensions, String connectionId, LocalDate utcDay) {
        Optional<UUID> exact = Optional.ofNullable(dimensions.user()).flatMap(user -> user(user, connectionId, utcDay));
        if (exact.isPresent()) {
            return new Owned(new Owner.Person(exact.get()), Attribution.EXACT);
        }
        Optional<UUID> keyOwner =
                Optional.ofNullable(dimensions.key()).flatMap(key -> keyOwner(key, connectionId, utcDay));
        if (keyOwner.isPresent()) {
            return new Owned(new Owner.Person(keyOwner.get()), Attribution.KEY_OWNER);
        }
        return mapped(Mapping.Kind.KEY, dimensions.key(), utcDay)
                .or(() -> mapped(Mapping.Kind.DEPLOYMENT, deployment(dimensions), utcDay))
                .or(() -> mapped(Mapping.Kind.PROJECT, dimensions.project(), utcDay))
                .map(owner -> new Owned(owner, Attribution.MAPPED))
                .orElse(Owned.BY_NOBODY);
    }

    /** The model of the deployment that made a figure, as its connection knew it on a day; empty where it is not known. */
    Optional<String> model(Dimensions dimensions, String connectionId, LocalDate utcDay) {
        return Optional.ofNullable(deployment(dimensions))
                .flatMap(id -> told(new Thing(connectionId, Kind.DEPLOYMENT, id), utcDay))
                .flatMap(told -> Optional.ofNullable(told.model()));
    }

    private Optional<UUID> user(String id, String connectionId, LocalDate day) {
        return person(PersonName.Kind.PROVIDER_USER, id, day)
                .or(() -> told(new Thing(connectionId, Kind.USER, id), day)
                        .flatMap(told -> person(PersonName.Kind.ACCOUNT, told.email(), day)));
    }

    private Optional<UUID> keyOwner(String key, String connectionId, LocalDate day) {
        return told(new Thing(connectionId, Kind.KEY, key), day)
                .filter(told -> told.serviceAccount() == null)
                .flatMap(told -> Optional.ofNullable(told.owner())
                        .flatMap(owner -> user(owner, connectionId, day))
                        .or(() -> person(PersonName.Kind.ACCOUNT, told.ownerEmail(), day)));
    }

    private Optional<UUID> person(PersonName.Kind kind, @Nullable String value, LocalDate day) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        Called called = new Called(kind, value.strip().toLowerCase(Locale.ROOT));
        return people.getOrDefault(called, List.of()).stream()
                .filter(name -> name.days().have(day))
                .findFirst()
                .map(PersonName::userId);
    }

    private Optional<Owner> mapped(Mapping.Kind kind, @Nullable String value, LocalDate day) {
        return value == null
                ? Optional.empty()
                : mappings.getOrDefault(new Mapped(kind, value), List.of()).stream()
                        .filter(mapping -> mapping.days().have(day))
                        .findFirst()
                        .map(Mapping::owner);
    }

    /** What an id was last known to stand for on a day; before it was read for the first time, what it stood for then. */
    private Optional<Told> told(Thing thing, LocalDate day) {
        List<Meaning> history = meanings.getOrDefault(thing, List.of());
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Meaning last = null;
        for (Meaning meaning : history) {
            if (last == null || meaning.since().isBefore(end)) {
                last = meaning;
            }
        }
        return Optional.ofNullable(last).map(Meaning::told);
    }

    private static @Nullable String deployment(Dimensions dimensions) {
        return dimensions.project() == null || dimensions.deployment() == null
                ? null
                : Names.deployment(dimensions.project(), dimensions.deployment());
    }
}
