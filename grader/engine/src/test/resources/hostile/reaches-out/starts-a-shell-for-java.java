// wants: a second JVM that runs what it is told
// verdict: ERRORED
// says: Operation not permitted
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            try (var shell = jdk.jshell.JShell.create()) {
                throw new IllegalStateException("answered " + shell.eval("1 + 1"));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
