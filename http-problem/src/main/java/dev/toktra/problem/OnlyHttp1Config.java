package dev.toktra.problem;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Switches HTTP/2 off: its errors would not pass {@link EmptyErrorsOnTheWire}, and no caller of the services needs it. */
@ApplicationScoped
public class OnlyHttp1Config implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setUseAlpn(false).setAlpnVersions(List.of(HttpVersion.HTTP_1_1));
    }
}
