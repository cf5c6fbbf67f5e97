package dev.toktra.gateway.routing;

import dev.toktra.gateway.access.Scope;
import java.util.Set;

/**
 * One row of the table of addresses.
 *
 * @param path this path and everything below it
 * @param methods the methods that it takes
 * @param scope what a caller must be allowed
 * @param target who answers
 */
public record Route(String path, Set<String> methods, Scope scope, Target target) {

    public Route {
        methods = Set.copyOf(methods);
    }

    /** Whether it is asked before each call of a model, and so much more often than the others. */
    boolean isCheck() {
        return path.endsWith("/check");
    }

    /** Whether the path is this one or below it. */
    boolean covers(String asked) {
        return asked.equals(path) || asked.startsWith(path) && asked.charAt(path.length()) == '/';
    }
}
