// wants: to see why its own constant could not be made
// verdict: ERRORED
// says: java.lang.ArithmeticException: / by zero
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    private static final int HALF = 1 / Integer.parseInt("0");

    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return store;
    }
}
