package dev.toktra.agent.fleet;

import dev.toktra.agent.event.EventJson;
import dev.toktra.agent.event.UsageEvent;
import dev.toktra.agent.sender.DeadLetters;
import dev.toktra.agent.sender.EventQueue;
import dev.toktra.agent.sender.SenderLink;
import dev.toktra.agent.sender.SenderSettings;
import dev.toktra.agent.sender.SpoolQueue;
import dev.toktra.agent.sender.StreamSender;
import dev.toktra.agent.spool.DeviceStreams;
import dev.toktra.agent.spool.Host;
import dev.toktra.agent.spool.Observation;
import dev.toktra.agent.spool.SpoolPlace;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A device at work: events go into its spool, its senders empty it. */
final class LiveDevice {

    private final FleetDevice device;
    private final DeviceStreams streams;
    private final SenderLink link;
    private final List<StreamSender> senders = new ArrayList<>();

    private LiveDevice(FleetDevice device, DeviceStreams streams, SenderLink link) {
        this.device = device;
        this.streams = streams;
        this.link = link;
    }

    static LiveDevice start(Crew crew, FleetDevice device, SenderSettings settings) throws IOException {
        Host host = new Host(Host.thisMachine().bootId(), device.id().toString());
        DeviceStreams streams = DeviceStreams.open(SpoolPlace.of(device.directory()), host);
        LiveDevice live = new LiveDevice(device, streams, crew.link(device));
        DeadLetters deadLetters = new DeadLetters(device.directory().resolve("dead-letters.jsonl"), crew.clock());
        for (DeviceStreams.Stream stream : live.streams()) {
            EventQueue queue =
                    new CountingQueue(new SpoolQueue(stream.streamId(), stream.spool(), deadLetters), device.journal());
            StreamSender sender = new StreamSender(queue, live.link, settings, crew.watch());
            sender.ended()
                    .onFailure(failure -> crew.settings()
                            .say()
                            .accept("Device " + device.device().hostname() + " stopped sending: "
                                    + failure.getMessage()));
            live.senders.add(sender);
            sender.start();
        }
        return live;
    }

    UUID id() {
        return device.id();
    }

    /** Takes events; when it returns they survive a kill. */
    void observe(List<UsageEvent> events) {
        streams.current()
                .spool()
                .append(events.stream()
                        .map(event -> new Observation(event.tokens().total(), EventJson.write(event)))
                        .toList());
        senders.get(0).wake();
    }

    /** The stream that is written, then older ones that still hold something. */
    List<DeviceStreams.Stream> streams() {
        List<DeviceStreams.Stream> all = new ArrayList<>();
        all.add(streams.current());
        all.addAll(streams.older());
        return all;
    }

    long waiting() {
        return streams().stream().mapToLong(stream -> stream.spool().waiting()).sum();
    }

    Future<Void> stopSending() {
        return Future.all(senders.stream().map(StreamSender::stop).toList()).mapEmpty();
    }

    void close() throws IOException {
        link.client().close();
        streams.close();
    }
}
