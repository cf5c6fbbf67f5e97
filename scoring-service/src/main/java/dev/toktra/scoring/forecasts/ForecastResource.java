package dev.toktra.scoring.forecasts;

import dev.toktra.callerscope.Caller;
import dev.toktra.problem.ProblemBody;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers how usage is expected to go on. */
@Path("/v1/forecasts")
@Tag(name = "Forecasts")
@Produces(MediaType.APPLICATION_JSON)
public class ForecastResource {

    private static final String READ = "forecasts:read";

    private final Caller caller;
    private final ForecastViewStore forecasts;

    ForecastResource(Caller caller, ForecastViewStore forecasts) {
        this.caller = caller;
        this.forecasts = forecasts;
    }

    @GET
    @Operation(
            operationId = "getForecast",
            summary =
                    "Forecasts tokens for the next 30 or 90 days, with bands, the method's past errors and the trend.",
            extensions =
                    @Extension(
                            name = "x-roles",
                            value = "[\"admin\",\"analyst\",\"lead\",\"privacy_officer\"]",
                            parseValue = true))
    @APIResponse(
            responseCode = "200",
            description = "What the last night said. A lead asks for own departments only.",
            content = @Content(schema = @Schema(implementation = ShownForecast.class)))
    @APIResponse(
            responseCode = "default",
            description = "A problem.",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public Uni<ShownForecast> get(@BeanParam ForecastParameters parameters) {
        caller.requireScope(READ);
        return forecasts.find(parameters.wanted());
    }
}
