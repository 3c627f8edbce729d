// wants: a file of a terabyte, of which nothing is written
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
            try (var file = new java.io.RandomAccessFile("/tmp/holes", "rw")) {
                file.setLength(1L << 40);
            }
            return store;
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
