package dev.toktra.ingest.events;

import dev.toktra.callerscope.WithoutCaller;
import dev.toktra.ingest.devices.SeenDevices;
import dev.toktra.ingest.events.Reception.Received;
import dev.toktra.ingest.events.Reception.Request;
import dev.toktra.ingest.ports.Device;
import dev.toktra.ingest.ports.DevicePortFilter;
import dev.toktra.ingest.queue.BatchPublisher;
import dev.toktra.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** Takes batches of usage events from devices. */
@Path("/v1/events")
@WithoutCaller("by the client certificate of the device port")
public class EventsResource {

    private final Reception reception;
    private final BatchPublisher publisher;
    private final EventMetrics metrics;
    private final SeenDevices devices;

    EventsResource(Reception reception, BatchPublisher publisher, EventMetrics metrics, SeenDevices devices) {
        this.reception = reception;
        this.publisher = publisher;
        this.metrics = metrics;
        this.devices = devices;
    }

    /** Answers when Kafka holds the batch, and then only. */
    @POST
    @Operation(
            operationId = "sendEvents",
            summary = "Send usage events",
            description =
                    "On the device port. 200 means that the queue holds the batch: one record, acknowledged by all"
                            + " in-sync replicas. Refused events are named and need not be sent again. Gzip is allowed;"
                            + " 256 KiB as sent, 1 MiB inflated.")
    @SecurityRequirement(name = "deviceCertificate")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SentBatch")))
    @APIResponse(
            responseCode = "200",
            description = "Taken.",
            content = @Content(schema = @Schema(implementation = EventsAnswer.class)))
    @APIResponse(responseCode = "400", ref = "#/components/responses/Problem")
    @APIResponse(responseCode = "401", ref = "#/components/responses/Problem")
    @APIResponse(responseCode = "413", ref = "#/components/responses/Problem")
    @APIResponse(responseCode = "415", ref = "#/components/responses/Problem")
    @APIResponse(responseCode = "503", ref = "#/components/responses/ComeAgain")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<EventsAnswer> take(byte[] body, RoutingContext request) {
        Device device = DevicePortFilter.deviceOf(request);
        MultiMap headers = request.request().headers();
        if (!headers.contains(HttpHeaders.CONTENT_TYPE)) {
            throw Problem.ofStatus(415, "Content-Type must be application/json.");
        }
        Request sent =
                new Request(body, headers.get(HttpHeaders.CONTENT_ENCODING), headers.get(HttpHeaders.USER_AGENT));
        return Uni.createFrom()
                .item(() -> reception.receive(device, sent))
                .call(this::publish)
                .invoke(received -> acknowledged(device, received))
                .map(received -> EventsAnswer.of(received.taken()))
                .onFailure()
                .invoke(metrics::refused);
    }

    private Uni<Void> publish(Received received) {
        return publisher.publish(
                received.taken().batch().key(),
                received.value(),
                received.taken().batch().receivedAt());
    }

    private void acknowledged(Device device, Received received) {
        metrics.acknowledged(received.taken());
        devices.accepted(device);
    }
}
