// wants: to be read from right to left
// verdict: ERRORED
// says: x?DESSAP
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        throw new IllegalStateException("x\u202eDESSAP");
    }
}
