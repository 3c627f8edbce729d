// wants: to speak after its call is over, from a thread that it left
// verdict: ERRORED
// says: the channel that its results travel on
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        Thread caller = Thread.currentThread();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                caller.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Pipe.frame(new hookworks.grader.protocol.Frame.Loaded(1));
        });
        return Answer.of(pattern, hook, store);
    }
}
