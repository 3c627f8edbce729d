// wants: to have one class compiled and another loaded
// verdict: ERRORED
// says: duplicate class: student.MyHooks
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        return Answer.of(pattern, hook, store);
    }
}
// file: student/Copy.java
package student;

public class MyHooks {}
