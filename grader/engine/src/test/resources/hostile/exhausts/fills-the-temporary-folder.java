// wants: more than the temporary folder may hold
// verdict: LIMIT_EXCEEDED
// says: the limit on temporary files
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        try {
            for (int i = 0; i < 64; i++) {
                java.nio.file.Files.write(java.nio.file.Path.of("/tmp/" + i), new byte[8 << 20]);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return store;
    }
}
