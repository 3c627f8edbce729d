// wants: to see its own exception and line
// verdict: ERRORED
// says: student.MyHooks.inductionScoreHook (MyHooks.java:13)
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        throw new IllegalArgumentException("half done");
    }
}
