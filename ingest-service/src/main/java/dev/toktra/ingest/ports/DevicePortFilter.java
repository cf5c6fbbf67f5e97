package dev.toktra.ingest.ports;

import dev.toktra.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Lets a request through only on the port of its path, and on the device port only with a device's certificate. */
@ApplicationScoped
public class DevicePortFilter {

    /** Before every resource and every limit on bodies. */
    private static final int FIRST = -1000;

    private static final String DEVICE = Device.class.getName();

    private final DevicePortConfig config;
    private final DeviceCertificates certificates;

    DevicePortFilter(DevicePortConfig config, Clock clock) {
        this.config = config;
        this.certificates = new DeviceCertificates(config.trustDomain(), clock);
    }

    /** The device that a request on the device port comes from. */
    public static Device deviceOf(RoutingContext request) {
        Device device = request.get(DEVICE);
        if (device == null) {
            throw Problem.notFound("There is nothing at this address.");
        }
        return device;
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::admit);
    }

    private void admit(RoutingContext context) {
        boolean devicePort = context.request().isSSL();
        if (devicePort != isDevicePath(context.normalizedPath())) {
            context.fail(Problem.notFound("There is nothing at this address."));
            return;
        }
        limitTime(context);
        if (!devicePort) {
            context.next();
            return;
        }
        Optional<Device> device = shown(context.request()).flatMap(certificates::deviceOf);
        if (device.isEmpty()) {
            context.fail(Problem.unauthorized("This needs the certificate of an enrolled device.")
                    .withHeader("Connection", "close"));
            return;
        }
        context.put(DEVICE, device.get());
        context.next();
    }

    private boolean isDevicePath(String path) {
        String plain = path.replaceAll(";[^/]*", "");
        return config.paths()
                .contains(plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain);
    }

    private void limitTime(RoutingContext context) {
        long timer = context.vertx()
                .setTimer(
                        config.requestDeadline().toMillis(),
                        late -> context.fail(Problem.ofStatus(408, "The request did not arrive in time.")
                                .withHeader("Connection", "close")));
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
    }

    private static Optional<X509Certificate> shown(HttpServerRequest request) {
        SSLSession session = request.sslSession();
        try {
            Certificate[] chain = session == null ? new Certificate[0] : session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
