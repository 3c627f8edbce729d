// wants: to have a class written outside of every folder of its own
// verdict: ERRORED
// says: wrote nothing
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        boolean wrote = java.nio.file.Files.exists(java.nio.file.Path.of("/tmp/Climber.class"))
                || java.nio.file.Files.exists(java.nio.file.Path.of("/tmp/Climber.java"));
        throw new IllegalStateException((wrote ? "wrote" : "wrote nothing") + " beside " + Climber.class);
    }
}
// file: ../../../../../../tmp/Climber.java
package student;

final class Climber {}
