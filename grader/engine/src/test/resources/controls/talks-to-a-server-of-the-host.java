// wants: to talk to a server of the host
// off: NETWORK, SYSTEM_CALLS
// gets: @secret@
package student;

final class Attack {
    static String run() throws Exception {
        try (var socket = new java.net.Socket("127.0.0.1", @port@)) {
            return new String(socket.getInputStream().readAllBytes(), "UTF-8");
        }
    }
}
