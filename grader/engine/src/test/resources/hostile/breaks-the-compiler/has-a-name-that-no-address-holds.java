// wants: to have a path that is no part of an address
// verdict: ERRORED
// says: student/a %00 [b] | c#?.java:2
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
// file: student/a %00 [b] | c#?.java
final class Named { int x = y; }
