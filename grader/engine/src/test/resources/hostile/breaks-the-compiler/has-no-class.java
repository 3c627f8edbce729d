// wants: to be told which class is missing
// verdict: ERRORED
// says: a public class student.MyHooks that implements
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class TheirHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return store;
    }
}
