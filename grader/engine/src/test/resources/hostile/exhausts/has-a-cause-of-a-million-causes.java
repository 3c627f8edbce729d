// wants: to be described cause by cause
// verdict: ERRORED
// says: your code threw java.lang.IllegalStateException: the last
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        Throwable cause = new IllegalStateException("the first");
        for (int i = 0; i < 1_000_000; i++) {
            cause = new IllegalStateException("next", cause) {
                @Override
                public Throwable fillInStackTrace() {
                    return this;
                }
            };
        }
        throw new IllegalStateException("the last", cause);
    }
}
