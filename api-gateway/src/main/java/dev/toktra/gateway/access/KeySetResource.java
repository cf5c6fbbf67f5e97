package dev.toktra.gateway.access;

import dev.toktra.callerscope.WithoutCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The public key by which services check caller tokens. */
@Path("/.well-known/jwks.json")
public class KeySetResource {

    private final CallerTokens tokens;

    public KeySetResource(CallerTokens tokens) {
        this.tokens = tokens;
    }

    /** A JWK set (RFC 7517). */
    @GET
    @WithoutCaller("public keys")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getKeySet", summary = "The public keys that caller tokens are signed with")
    public Response keySet() {
        return Response.ok(tokens.keySet()).build();
    }
}
