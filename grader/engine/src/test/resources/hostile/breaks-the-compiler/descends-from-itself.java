// wants: to have a class that has no beginning
// verdict: ERRORED
// says: cyclic inheritance
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
// file: student/Hen.java
package student;

class Hen extends Egg {}
// file: student/Egg.java
package student;

class Egg extends Hen {}
