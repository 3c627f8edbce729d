package hookworks.server.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire between browser and server that a test can cut. */
final class Relay implements AutoCloseable {
    private final ServerSocket door;
    private final int serverPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isDown;

    Relay(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Cuts every connection, and every new one until it is mended. */
    void cut() {
        isDown = true;
        open.forEach(Relay::close);
    }

    void mend() {
        isDown = false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(Relay::close);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                join(door.accept());
            } catch (IOException closed) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private void join(Socket browser) throws IOException {
        if (isDown) {
            browser.close();
            return;
        }
        var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        open.add(browser);
        open.add(server);
        Thread.ofVirtual().start(() -> pump(browser, server));
        Thread.ofVirtual().start(() -> pump(server, browser));
    }

    /** Ends when either side does; that is how connections end here, so it is no failure. */
    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            open.remove(from);
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        }
    }
}
