// wants: an array longer than the heap, without keeping anything
// verdict: LIMIT_EXCEEDED
// says: memory
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        long[] vast = new long[Integer.MAX_VALUE - 8];
        return store.add(vast.length);
    }
}
