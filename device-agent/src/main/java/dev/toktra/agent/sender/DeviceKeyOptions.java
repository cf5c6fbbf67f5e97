package dev.toktra.agent.sender;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.security.KeyStore;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import org.jspecify.annotations.Nullable;

/** Hands a device's key to Vert.x as it is; {@code KeyCertOptions.wrap} would need a logging library at run time. */
final class DeviceKeyOptions implements KeyCertOptions {

    private final DeviceKeys keys;

    DeviceKeyOptions(DeviceKeys keys) {
        this.keys = keys;
    }

    @Override
    public KeyCertOptions copy() {
        return this;
    }

    @Override
    public KeyManagerFactory getKeyManagerFactory(Vertx vertx) {
        return new Factory(keys);
    }

    @Override
    public @Nullable Function<String, KeyManagerFactory> keyManagerFactoryMapper(Vertx vertx) {
        return null;
    }

    private static final class Factory extends KeyManagerFactory {

        Factory(DeviceKeys keys) {
            super(new Keys(keys), null, "device");
        }
    }

    private static final class Keys extends KeyManagerFactorySpi {

        private final DeviceKeys keys;

        Keys(DeviceKeys keys) {
            this.keys = keys;
        }

        @Override
        protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {}

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {}

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {keys};
        }
    }
}
