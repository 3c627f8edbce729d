// wants: to fill the grader's memory or disk
// verdict: LIMIT_EXCEEDED
// says: output
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        String line = "x".repeat(1 << 20);
        for (int i = 0; i < 1024; i++) {
            System.out.println(line);
        }
        return store;
    }
}
