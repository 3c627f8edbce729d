// wants: to talk to the server on loopback by IPv6
// verdict: ERRORED
// says: Operation not permitted
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            try (var socket = new java.net.Socket(java.net.InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}), 7070)) {
                throw new IllegalStateException("connected to " + socket);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
