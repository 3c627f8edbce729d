// wants: to keep the grader waiting for the other half
// verdict: LIMIT_EXCEEDED
// says: the time allowed for it
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        Pipe.begin(1, 100, 0);
        Pipe.write("{\"frame\": ".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        while (true) {
            java.util.concurrent.locks.LockSupport.park();
        }
    }
}
