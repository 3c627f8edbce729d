// wants: to be told that it was stopped and not that it was wrong, and gets no verdict at all
// verdict: NOT_JUDGED
// says: was killed from outside
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        Runtime.getRuntime().halt(137);
        return store;
    }
}
