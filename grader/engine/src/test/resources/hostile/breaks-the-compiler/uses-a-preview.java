// wants: to use what the language may one day have
// verdict: ERRORED
// says: preview feature
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return switch (hook.layer()) {
            case byte small -> Answer.of(pattern, hook, store);
            case int large -> store;
        };
    }
}
