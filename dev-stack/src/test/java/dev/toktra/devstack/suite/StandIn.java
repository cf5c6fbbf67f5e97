package dev.toktra.devstack.suite;

import com.sun.net.httpserver.HttpServer;
import dev.toktra.devstack.process.Patience;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** In the place of a service, which is built after this module: a program that is told the same and says that it is ready. */
public final class StandIn {

    private StandIn() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv("QUARKUS_MANAGEMENT_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** Puts it where the build would put the service. */
    public static void putInto(Path tree, String module) throws IOException {
        put(tree.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"), StandIn.class);
    }

    /** Makes a jar that runs a class of these tests. */
    public static void put(Path jar, Class<?> main) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
        attributes.put(Attributes.Name.CLASS_PATH, placeOf(main) + " " + placeOf(Patience.class));
        Files.createDirectories(jar.getParent());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    private static String placeOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().toString();
    }
}
