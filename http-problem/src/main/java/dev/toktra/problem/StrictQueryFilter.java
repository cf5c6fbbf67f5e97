package dev.toktra.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Refuses query parameters that the matched method does not read: a mistyped filter must not widen a result. */
@Provider
public class StrictQueryFilter implements ContainerRequestFilter {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Context
    @Nullable
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Set<String> sent = request.getUriInfo().getQueryParameters().keySet();
        if (sent.isEmpty() || resource == null) {
            return;
        }
        Set<String> names = known.computeIfAbsent(resource.getResourceMethod(), KnownQuery::of);
        List<FieldError> unknown = sent.stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .map(name -> FieldError.query(name, "is not a parameter of this address; known: " + names))
                .toList();
        if (!unknown.isEmpty()) {
            throw Problem.badRequest("The address has parameters that it does not know.")
                    .with(unknown);
        }
    }
}
