// wants: to be told where the mistake is
// verdict: ERRORED
// says: student/MyHooks.java:13:19: cannot find symbol
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        int six = seven + 1;
        return store;
    }
}
