// wants: to choose for itself what it may read
// verdict: ERRORED
// says: but module student does not read it
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
// file: module-info.java
module student {
    requires java.base;
    requires jdk.compiler;
    opens student;
}
