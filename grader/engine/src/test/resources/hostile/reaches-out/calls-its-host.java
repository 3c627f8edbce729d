// wants: to talk to the server on loopback
// verdict: ERRORED
// says: Operation not permitted
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try (var socket = new java.net.Socket("127.0.0.1", Integer.getInteger("hookworks.probe", 22))) {
            throw new IllegalStateException("connected to " + socket);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
