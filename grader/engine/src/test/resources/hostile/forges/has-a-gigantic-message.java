// wants: to send the grader more words than it can hold
// verdict: ERRORED
// says: your code threw student.MyHooks$Loud: xxxx
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        throw new Loud();
    }

    private static final class Loud extends RuntimeException {
        @Override
        public String getMessage() {
            return "x".repeat(150 << 20);
        }
    }
}
