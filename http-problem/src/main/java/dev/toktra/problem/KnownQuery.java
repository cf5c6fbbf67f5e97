package dev.toktra.problem;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.RestQuery;

/** The query parameters that a resource method reads, found once at start. */
final class KnownQuery {

    private KnownQuery() {}

    static Set<String> of(Method method) {
        Set<String> names = new TreeSet<>();
        QueryNames further = method.getAnnotation(QueryNames.class);
        if (further != null) {
            names.addAll(Set.of(further.value()));
        }
        for (Parameter parameter : method.getParameters()) {
            collect(parameter, parameter.getName(), parameter.getType(), names);
        }
        return names;
    }

    private static void collect(AnnotatedElement element, String name, Class<?> type, Set<String> names) {
        QueryParam query = element.getAnnotation(QueryParam.class);
        RestQuery restQuery = element.getAnnotation(RestQuery.class);
        if (query != null) {
            names.add(query.value());
        }
        if (restQuery != null) {
            names.add(restQuery.value().isEmpty() ? name : restQuery.value());
        }
        if (element.isAnnotationPresent(BeanParam.class)) {
            for (Class<?> bean = type; bean != null && bean != Object.class; bean = bean.getSuperclass()) {
                for (Field field : bean.getDeclaredFields()) {
                    collect(field, field.getName(), field.getType(), names);
                }
            }
        }
    }
}
