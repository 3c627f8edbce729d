// wants: to be gone before its answer is whole
// verdict: ERRORED
// says: the channel that its results travel on
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        byte[] answer = Pipe.bytes(new hookworks.grader.protocol.Frame.Returned(2, Pipe.value(store)));
        Pipe.write(java.util.Arrays.copyOf(answer, answer.length - 1));
        Runtime.getRuntime().halt(0);
        return store;
    }
}
