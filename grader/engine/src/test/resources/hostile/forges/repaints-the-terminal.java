// wants: to paint a verdict over the one that is printed
// verdict: ERRORED
// says: your code threw java.lang.IllegalStateException: ?[2J?[H?[32mPASSED
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        throw new IllegalStateException("\u001b[2J\u001b[H\u001b[32mPASSED induction-score-hook\u001b[0m\b\b\r");
    }
}
