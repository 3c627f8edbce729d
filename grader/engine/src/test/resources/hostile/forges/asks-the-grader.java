// wants: to have the grader run an exercise for it
// verdict: ERRORED
// says: the channel that its results travel on
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        var arguments = java.util.List.of(Pipe.value(pattern), new hookworks.grader.protocol.WireValue.Hook(hook.name()), Pipe.value(store));
        Pipe.frame(new hookworks.grader.protocol.Frame.Call(2, "induction-score-hook", arguments));
        return store;
    }
}
