// wants: to have a record that no constructor can make
// verdict: ERRORED
// says: too many parameters
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return Answer.of(pattern, hook, store);
    }

    record Wide(
            // times 300: int c#,
            int last) {}
}
