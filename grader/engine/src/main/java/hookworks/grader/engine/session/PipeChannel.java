package hookworks.grader.engine.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A process's pipe as a channel, which moves as much at a time as the kernel's pipe holds; the JDK's own adapters move an
 * eighth of that, which tells where a model's logits cross. One thread at a time.
 */
final class PipeChannel {
    private static final int PIPE_BYTES = 1 << 16;

    private PipeChannel() {}

    static ReadableByteChannel reading(InputStream pipe) {
        return new Reading(pipe);
    }

    static WritableByteChannel writing(OutputStream pipe) {
        return new Writing(pipe);
    }

    private static final class Reading implements ReadableByteChannel {
        private final InputStream pipe;
        private final byte[] chunk = new byte[PIPE_BYTES];

        Reading(InputStream pipe) {
            this.pipe = pipe;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = pipe.read(chunk, 0, Math.min(chunk.length, target.remaining()));
            if (count > 0) {
                target.put(chunk, 0, count);
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() throws IOException {
            pipe.close();
        }
    }

    private static final class Writing implements WritableByteChannel {
        private final OutputStream pipe;
        private final byte[] chunk = new byte[PIPE_BYTES];

        Writing(OutputStream pipe) {
            this.pipe = pipe;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int count = Math.min(chunk.length, source.remaining());
            source.get(chunk, 0, count);
            pipe.write(chunk, 0, count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() throws IOException {
            pipe.close();
        }
    }
}
