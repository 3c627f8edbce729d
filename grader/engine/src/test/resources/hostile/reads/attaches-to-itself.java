// wants: to load an agent into the worker, which could rewrite its classes
// verdict: ERRORED
// says: Can not attach to current VM
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            String self = Long.toString(ProcessHandle.current().pid());
            throw new IllegalStateException("attached to " + com.sun.tools.attach.VirtualMachine.attach(self));
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
