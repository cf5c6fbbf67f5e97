package dev.toktra.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that the matched method does not read, and those that are given twice or empty: a mistyped
 * filter must not widen a result.
 */
@Provider
public class StrictQueryFilter implements ContainerRequestFilter {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Context
    @Nullable
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Map<String, List<String>> sent = request.getUriInfo().getQueryParameters();
        if (sent.isEmpty() || resource == null) {
            return;
        }
        refuseUnknown(sent.keySet(), known.computeIfAbsent(resource.getResourceMethod(), KnownQuery::of));
        refuseUnclear(sent);
    }

    private static void refuseUnknown(Set<String> sent, Set<String> names) {
        refuse(
                "The address has parameters that it does not know.",
                sent.stream()
                        .filter(name -> !names.contains(name))
                        .map(name -> FieldError.query(name, "is not a parameter of this address; known: " + names)));
    }

    /** Of a parameter that is given twice, one value would be ignored; an empty one says neither what nor that all. */
    private static void refuseUnclear(Map<String, List<String>> sent) {
        List<FieldError> unclear = new ArrayList<>();
        sent.forEach((name, values) -> {
            if (values.size() > 1) {
                unclear.add(FieldError.query(name, "is given more than once"));
            } else if (values.get(0).isBlank()) {
                unclear.add(FieldError.query(name, "must not be empty"));
            }
        });
        refuse(QueryReader.WRONG_VALUES, unclear.stream());
    }

    private static void refuse(String detail, Stream<FieldError> found) {
        List<FieldError> errors =
                found.sorted(Comparator.comparing(FieldError::pointer)).toList();
        if (!errors.isEmpty()) {
            throw Problem.badRequest(detail).with(errors);
        }
    }
}
