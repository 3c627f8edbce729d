// wants: every file that a process may hold open
// verdict: ERRORED
// says: Too many open files
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            var open = new java.util.ArrayList<java.io.FileInputStream>();
            while (true) {
                open.add(new java.io.FileInputStream("/dev/null"));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
