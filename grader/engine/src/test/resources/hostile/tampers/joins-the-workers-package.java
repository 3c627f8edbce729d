// wants: to use what only the worker's own package may
// verdict: ERRORED
// says: IllegalAccessError
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return hookworks.grader.worker.Insider.warm(Answer.of(pattern, hook, store));
    }
}
// file: hookworks/grader/worker/Insider.java
package hookworks.grader.worker;

public final class Insider {
    public static ai.djl.ndarray.NDArray warm(ai.djl.ndarray.NDArray array) {
        SubmissionCompiler.compile(hookworks.grader.protocol.SourceTree.of(java.util.Map.of()));
        return array;
    }
}
