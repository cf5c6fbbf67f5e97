package dev.toktra.reconciliation.settling.naming;

import dev.toktra.reconciliation.providers.Dimensions;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one name of a model among all that devices and providers call it. An administrator's alias decides before everything,
 * an exact one before a pattern and the more specific pattern before the other (no pattern touches a name that another alias
 * leads to); then the model that an Azure deployment of this name has; then what is built in. Rules apply to what rules make,
 * until none changes anything: the canonical name of a canonical name is that name.
 */
public final class ModelNames {

    private static final Own NONE = new Own(Map.of(), List.of(), Set.of(), Map.of());

    private final Map<String, Own> byProvider;

    /**
     * An administrator's rule.
     *
     * @param pattern a name in which {@code *} stands for anything
     */
    public record Alias(String provider, String pattern, String canonical) {}

    /** A deployment as its provider lists it; one name may stand for several models. */
    public record Deployment(String provider, String name, String model) {}

    /** By what right a name stands for another. */
    public enum By {
        /** An administrator says so. */
        ALIAS,
        /** A deployment has this name. */
        DEPLOYMENT,
        /** Rules that every installation has. */
        BUILT_IN,
        /** It is the canonical name. */
        ITSELF
    }

    /**
     * A canonical name and where it comes from.
     *
     * @param pattern of the first alias on the way, null where there is none
     */
    public record Named(String canonical, By by, @Nullable String pattern) {}

    private record Pair(Wildcard wildcard, String canonical) {}

    private record Own(
            Map<String, String> exact, List<Pair> patterns, Set<String> targets, Map<String, String> deployments) {}

    private record Next(String name, By by, @Nullable String pattern) {}

    public ModelNames(Collection<Alias> aliases, Collection<Deployment> deployments) {
        Set<String> providers = new LinkedHashSet<>();
        aliases.forEach(alias -> providers.add(alias.provider()));
        deployments.forEach(deployment -> providers.add(deployment.provider()));
        Map<String, Own> rules = new HashMap<>();
        for (String provider : providers) {
            rules.put(
                    provider,
                    rules(
                            aliases.stream()
                                    .filter(alias -> alias.provider().equals(provider))
                                    .toList(),
                            deployments.stream()
                                    .filter(deployment -> deployment.provider().equals(provider))
                                    .toList()));
        }
        this.byProvider = Map.copyOf(rules);
    }

    /** Only what is built in. */
    public static ModelNames builtIn() {
        return new ModelNames(List.of(), List.of());
    }

    /** The canonical name, in lower case and never blank. */
    public String canonical(String provider, String name) {
        return named(provider, name).canonical();
    }

    /** The canonical name and where it comes from. */
    public Named named(String provider, String name) {
        Own rules = byProvider.getOrDefault(provider, NONE);
        String start = normal(name);
        Set<String> way = new LinkedHashSet<>();
        By by = start.equals(name) ? By.ITSELF : By.BUILT_IN;
        String pattern = null;
        Next next = new Next(start, by, null);
        while (way.add(next.name())) {
            next = next(rules, next.name());
            if (!way.contains(next.name()) || next.by() == By.ALIAS) {
                by = next.by().compareTo(by) < 0 ? next.by() : by;
                pattern = pattern == null ? next.pattern() : pattern;
            }
        }
        return new Named(end(way, next.name()), by, pattern);
    }

    /** Rules that lead in a circle all mean the first name of it in the alphabet. */
    private static String end(Set<String> way, String again) {
        List<String> names = List.copyOf(way);
        return Collections.min(names.subList(names.indexOf(again), names.size()));
    }

    private static Next next(Own rules, String name) {
        String exact = rules.exact().get(name);
        if (exact != null) {
            return new Next(exact, By.ALIAS, name);
        }
        if (rules.targets().contains(name)) {
            return new Next(name, By.ITSELF, null);
        }
        for (Pair pair : rules.patterns()) {
            if (pair.wildcard().fits(name)) {
                return new Next(pair.canonical(), By.ALIAS, pair.wildcard().pattern());
            }
        }
        String model = rules.deployments().get(name);
        return model == null ? new Next(BuiltIn.step(name), By.BUILT_IN, null) : new Next(model, By.DEPLOYMENT, null);
    }

    private static Own rules(List<Alias> aliases, List<Deployment> deployments) {
        List<Pair> pairs = aliases.stream()
                .map(alias -> new Pair(new Wildcard(alias.pattern()), normal(alias.canonical())))
                .sorted((one, other) -> Wildcard.MORE_SPECIFIC_FIRST.compare(one.wildcard(), other.wildcard()))
                .toList();
        Map<String, String> exact = new HashMap<>();
        Set<String> targets = new LinkedHashSet<>();
        for (Pair pair : pairs) {
            targets.add(pair.canonical());
            if (pair.wildcard().isExact()) {
                exact.putIfAbsent(pair.wildcard().pattern(), pair.canonical());
            }
        }
        return new Own(
                exact,
                pairs.stream().filter(pair -> !pair.wildcard().isExact()).toList(),
                targets,
                unambiguous(deployments));
    }

    /** Deployments' names that stand for one model wherever they occur, and are no models themselves. */
    private static Map<String, String> unambiguous(List<Deployment> deployments) {
        Map<String, Set<String>> models = new HashMap<>();
        for (Deployment deployment : deployments) {
            models.computeIfAbsent(normal(deployment.name()), name -> new LinkedHashSet<>())
                    .add(normal(deployment.model()));
        }
        Map<String, String> certain = new HashMap<>();
        models.forEach((name, all) -> {
            if (all.size() == 1 && models.values().stream().noneMatch(some -> some.contains(name))) {
                certain.put(name, all.iterator().next());
            }
        });
        return certain;
    }

    /** As names are compared. */
    static String normal(String name) {
        String normal = name.strip().toLowerCase(Locale.ROOT).strip();
        return normal.isEmpty() ? Dimensions.UNKNOWN_MODEL : normal;
    }
}
