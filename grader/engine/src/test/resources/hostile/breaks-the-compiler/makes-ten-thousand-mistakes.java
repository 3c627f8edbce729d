// wants: to be told all its mistakes at once
// verdict: ERRORED
// says: cannot find symbol
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return Answer.of(pattern, hook, store);
    }

    // times 10000: int f# = nowhere#;
}
