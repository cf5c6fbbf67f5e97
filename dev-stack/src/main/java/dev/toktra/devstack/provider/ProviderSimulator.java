package dev.toktra.devstack.provider;

import com.sun.net.httpserver.HttpServer;
import dev.toktra.devstack.provider.anthropic.AnthropicSite;
import dev.toktra.devstack.provider.azure.AzureSite;
import dev.toktra.devstack.provider.book.Book;
import dev.toktra.devstack.provider.http.Door;
import dev.toktra.devstack.provider.http.Journal;
import dev.toktra.devstack.provider.http.Site;
import dev.toktra.devstack.provider.openai.OpenAiSite;
import dev.toktra.devstack.provider.script.Script;
import dev.toktra.devstack.provider.vertex.VertexSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Four providers on 127.0.0.1: what the book holds, as it is seen at the clock's instant, disturbed by the script. */
public final class ProviderSimulator implements AutoCloseable {

    private static final int THREADS = 16;
    private static final int WAITING = 512;

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final List<Door> doors;
    private final SimulatorState state;
    private final Journal journal;

    // Without it each answer waits 40 ms for the acknowledgement of its headers.
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private ProviderSimulator(HttpServer server, SimulatorState state, KeptFile file) {
        this.server = server;
        this.state = state;
        this.journal = new Journal();
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), ProviderSimulator::thread);
        Book book = state.book();
        Script script = state.script();
        List<Site> sites = List.of(
                new OpenAiSite(book, script),
                new AnthropicSite(book, script),
                new AzureSite(book, script),
                new VertexSite(book, script));
        this.doors = sites.stream()
                .map(site -> new Door(site, script, journal, state.clock()))
                .toList();
        for (int i = 0; i < sites.size(); i++) {
            server.createContext(sites.get(i).prefix() + "/", doors.get(i));
        }
        ControlPage control = new ControlPage(state, journal, file);
        server.createContext("/control/", control);
        server.createContext("/truth", control);
        server.setExecutor(threads);
        server.start();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "provider-simulator");
        thread.setDaemon(true);
        return thread;
    }

    /** On a free port, with an empty book that is kept nowhere. */
    public static ProviderSimulator start(Clock clock) {
        return start(0, new SimulatorState(new SimulatorClock(clock)), KeptFile.none());
    }

    /** @throws UncheckedIOException when the port is taken */
    static ProviderSimulator start(int port, SimulatorState state, KeptFile file) {
        try {
            return new ProviderSimulator(HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0), state, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Book book() {
        return state.book();
    }

    public Script script() {
        return state.script();
    }

    public Journal calls() {
        return journal;
    }

    public SimulatorClock clock() {
        return state.clock();
    }

    /** What an administrator would type in to connect: made-up secrets that work here. */
    public SimulatorAccess access() {
        return new SimulatorAccess(url(), book().names());
    }

    /** Without a slash at its end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        doors.forEach(Door::close);
        server.stop(0);
        threads.shutdownNow();
    }
}
