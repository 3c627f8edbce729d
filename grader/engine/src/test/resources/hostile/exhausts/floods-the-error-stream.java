// wants: to fill the grader's memory or disk, past System.err
// verdict: LIMIT_EXCEEDED
// says: output
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        byte[] line = new byte[1 << 20];
        try (var err = new java.io.FileOutputStream(java.io.FileDescriptor.err)) {
            for (int i = 0; i < 1024; i++) {
                err.write(line);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return store;
    }
}
