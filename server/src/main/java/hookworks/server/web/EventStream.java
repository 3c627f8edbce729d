package hookworks.server.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events, each sent at once. Throws when the browser has gone. Confined to one thread. */
final class EventStream {
    private static final int RECONNECT_MS = 1_000;

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /** Begins the stream and tells the browser how soon to come back when it breaks. */
    void open() throws IOException {
        send("retry: %d\n\n".formatted(RECONNECT_MS));
    }

    /** Sends an event; {@code id} is what a browser that comes back will show, nothing where it is empty. */
    void event(String name, String data, String id) throws IOException {
        var event = new StringBuilder();
        if (!id.isEmpty()) {
            event.append("id: ").append(id).append('\n');
        }
        event.append("event: ").append(name).append('\n');
        data.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
        if (data.isEmpty()) {
            event.append("data: \n");
        }
        send(event.append('\n').toString());
    }

    /** Sends what a browser ignores, so that nothing on the way takes the connection for dead. */
    void keepAlive() throws IOException {
        send(": still here\n\n");
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
