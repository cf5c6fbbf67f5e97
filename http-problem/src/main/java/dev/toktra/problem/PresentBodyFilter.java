package dev.toktra.problem;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** Refuses a JSON body that is empty or {@code null}, so that no resource method is handed null for it. */
@Provider
public class PresentBodyFilter implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Object body = context.proceed();
        MediaType type = context.getMediaType();
        if (body == null && type != null && type.getSubtype().endsWith("json")) {
            throw Problem.badRequest("The body is empty.");
        }
        return body;
    }
}
