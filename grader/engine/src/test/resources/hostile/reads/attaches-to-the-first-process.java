// wants: to load an agent into the process above it
// verdict: ERRORED
// says: com.sun.tools.attach.AttachNotSupportedException
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            throw new IllegalStateException("attached to " + com.sun.tools.attach.VirtualMachine.attach("1"));
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
