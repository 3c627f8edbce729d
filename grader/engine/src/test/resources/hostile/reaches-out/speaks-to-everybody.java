// wants: to be heard by every machine of its network
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
            try (var socket = new java.net.MulticastSocket(5353)) {
                throw new IllegalStateException("joined " + socket);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
