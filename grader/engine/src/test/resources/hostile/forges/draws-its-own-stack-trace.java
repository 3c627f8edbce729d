// wants: to be shown as a frame that says it passed, with a name longer than a frame may hold
// verdict: ERRORED
// says:   at student.MyHooks.PASSED
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        var thrown = new IllegalStateException("half done");
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("student.MyHooks", "PASSED" + "!".repeat(100_000), "f".repeat(100_000), -7),
        });
        throw thrown;
    }
}
