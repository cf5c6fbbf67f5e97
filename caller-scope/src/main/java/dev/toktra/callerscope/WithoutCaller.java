package dev.toktra.callerscope;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Opens a resource, or one of its methods, to requests without a caller token; {@link Caller} is unusable there. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface WithoutCaller {

    /** How the request is authenticated instead. */
    String value();
}
