// wants: to be caught as a word of the grader
// verdict: ERRORED
// says: your code threw hookworks.grader.engine.session.NoResult: PASSED
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        throw new hookworks.grader.engine.session.NoResult("PASSED");
    }
}
// file: hookworks/grader/engine/session/NoResult.java
package hookworks.grader.engine.session;

public final class NoResult extends RuntimeException {
    public NoResult(String verdict) {
        super(verdict);
    }
}
