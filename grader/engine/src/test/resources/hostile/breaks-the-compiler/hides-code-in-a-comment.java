// wants: to do what nobody reads
// verdict: ERRORED
// says: hidden in a comment
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        // a harmless remark \u000a if (hook.layer() >= 0) { throw new IllegalStateException("hidden in a comment"); }
        return store;
    }
}
