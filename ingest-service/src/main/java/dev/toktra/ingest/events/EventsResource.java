package dev.toktra.ingest.events;

import dev.toktra.callerscope.WithoutCaller;
import dev.toktra.ingest.devices.SeenDevices;
import dev.toktra.ingest.events.Reception.Received;
import dev.toktra.ingest.events.Reception.Request;
import dev.toktra.ingest.ports.Device;
import dev.toktra.ingest.ports.DevicePortFilter;
import dev.toktra.ingest.queue.BatchPublisher;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

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
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<EventsAnswer> take(byte[] body, RoutingContext request) {
        Device device = DevicePortFilter.deviceOf(request);
        MultiMap headers = request.request().headers();
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
