// wants: to crash the compiler
// verdict: ERRORED
// says: the compiler gave up
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        int deep =
                // times 20000: (\
                1
                // times 20000: )\
                ;
        return store;
    }
}
