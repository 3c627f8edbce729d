// wants: to break the grader by a tensor without cells
// verdict: ERRORED
// says: the channel that its results travel on
package student;

import ai.djl.ndarray.NDArray;
import hookworks.exercises.Hooks;
import hookworks.lens.hooks.HookPoint;

public class MyHooks implements Hooks {
    @Override
    public NDArray inductionScoreHook(NDArray pattern, HookPoint hook, NDArray store) {
        var vast = java.util.List.of(0L, 1L << 26, 1L << 26, 1L << 26);
        var tensor = new hookworks.grader.protocol.WireValue.Tensor(
                hookworks.grader.protocol.WireType.FLOAT32, vast, java.nio.ByteBuffer.allocate(0));
        try {
            var replies = new hookworks.grader.protocol.FrameWriter(
                    new java.io.FileOutputStream(java.io.FileDescriptor.out).getChannel());
            for (int id = 2; id < 4; id++) {
                replies.write(new hookworks.grader.protocol.Frame.Returned(id, tensor));
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return store;
    }
}
