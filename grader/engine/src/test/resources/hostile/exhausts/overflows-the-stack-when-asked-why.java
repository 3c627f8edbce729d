// wants: to crash whoever asks what went wrong
// verdict: ERRORED
// says: your code threw student.MyHooks$Deep
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        throw new Deep();
    }

    private static final class Deep extends RuntimeException {
        @Override
        public String getMessage() {
            return "deep" + getMessage();
        }
    }
}
