package dev.toktra.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names query parameters that a resource method reads in other ways than {@code @QueryParam}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface QueryNames {

    /** The further names that the method knows. */
    String[] value();
}
