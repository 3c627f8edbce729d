// wants: to leave the grader holding frames and a thread
// verdict: ERRORED
// says: the channel that its results travel on
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        var answers = new java.io.ByteArrayOutputStream();
        try (var out = new java.io.FileOutputStream(java.io.FileDescriptor.out)) {
            var writer = new hookworks.grader.protocol.FrameWriter(java.nio.channels.Channels.newChannel(answers));
            for (int i = 0; i < 500; i++) {
                writer.write(new hookworks.grader.protocol.Frame.Loaded(99));
            }
            out.write(answers.toByteArray());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return store;
    }
}
