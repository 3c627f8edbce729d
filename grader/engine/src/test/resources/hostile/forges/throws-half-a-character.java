// wants: a message that is cut inside a character, as any long one may be
// verdict: ERRORED
// says: your code threw java.lang.IllegalStateException: x
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        throw new IllegalStateException("x" + "\ud83d\ude00".repeat(2_000));
    }
}
