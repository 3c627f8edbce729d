// wants: to return numbers of a kind that no exercise knows
// verdict: ERRORED
// says: expected the result to hold float32
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return store.fft(store.getShape().get(1));
    }
}
