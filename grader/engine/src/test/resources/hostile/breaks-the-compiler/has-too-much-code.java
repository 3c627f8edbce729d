// wants: to have one method that no class file can hold
// verdict: ERRORED
// says: code too large
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return Answer.of(pattern, hook, store);
    }

    static int all(int x) {
        // times 9000: x = x * 31 + #;
        return x;
    }
}
