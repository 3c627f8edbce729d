// wants: to have a picture compiled
// verdict: ERRORED
// says: student/Picture.java:
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
// file: student/Picture.java
‰PNG ÿØÿà \u0000\u001b[31m ☠ "
