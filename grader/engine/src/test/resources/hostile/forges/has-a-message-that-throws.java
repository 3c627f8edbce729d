// wants: to break whoever asks what went wrong
// verdict: ERRORED
// says: your code threw student.MyHooks$Sly
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        throw new Sly();
    }

    private static final class Sly extends RuntimeException {
        @Override
        public String getMessage() {
            throw new Sly();
        }
    }
}
