// wants: to hold the grader up inside the JDK, where nothing checks for an interrupt
// verdict: LIMIT_EXCEEDED
// says: the time allowed for it
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        boolean matches = ("x".repeat(60) + "y").matches("(x|x?x|(x+)+)*z");
        return store.add(matches ? 1 : 0);
    }
}
