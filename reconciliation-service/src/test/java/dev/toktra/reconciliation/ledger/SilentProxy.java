package dev.toktra.reconciliation.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network between a client and a server that falls silent on the first connection that says a certain text: from then
 * on nothing of it arrives on either side, and neither is told. Later connections work.
 */
final class SilentProxy implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final InetSocketAddress target;
    private final String trigger;
    private final boolean arrives;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicBoolean wasSilent = new AtomicBoolean();

    /**
     * @param arrives whether the text itself still arrives
     */
    SilentProxy(InetSocketAddress target, String trigger, boolean arrives) throws IOException {
        this.target = target;
        this.trigger = trigger;
        this.arrives = arrives;
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    boolean wasSilent() {
        return wasSilent.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            Socket server = new Socket(target.getAddress(), target.getPort());
            sockets.addAll(List.of(client, server));
            connections.incrementAndGet();
            AtomicBoolean silent = new AtomicBoolean();
            start(() -> pump(client.getInputStream(), server.getOutputStream(), silent, true));
            start(() -> pump(server.getInputStream(), client.getOutputStream(), silent, false));
        }
    }

    private void pump(InputStream from, OutputStream to, AtomicBoolean silent, boolean towardsServer)
            throws IOException {
        byte[] bytes = new byte[1 << 16];
        for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            boolean now = towardsServer && isTrigger(bytes, count) && wasSilent.compareAndSet(false, true);
            if (now && !arrives) {
                silent.set(true);
            }
            if (!silent.get()) {
                to.write(bytes, 0, count);
            }
            if (now) {
                silent.set(true);
            }
        }
        if (!silent.get()) {
            to.close();
        }
    }

    private boolean isTrigger(byte[] bytes, int count) {
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1).contains(trigger);
    }

    private interface Work {

        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one side went away, or the proxy was closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
