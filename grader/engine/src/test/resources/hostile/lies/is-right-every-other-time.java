// wants: to pass by being asked often enough
// verdict: FAILED
// says: 
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        NDArray right = Answer.of(pattern, hook, store);
        return asked++ % 2 == 0 ? right : right.add(0.5f);
    }

    private static int asked;
}
