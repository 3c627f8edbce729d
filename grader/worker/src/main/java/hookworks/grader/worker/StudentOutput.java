package hookworks.grader.worker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;

/** Swallows what a submission prints, and stops it where it prints too much. Thread-safe. */
final class StudentOutput {
    static final long ALLOWED_BYTES = 10 << 20;

    /** An error rather than an exception, so that ordinary handlers let it through. */
    static final class TooMuch extends Error {
        @Serial
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("printed more than %,d bytes".formatted(ALLOWED_BYTES));
        }
    }

    private final PrintStream stream = new PrintStream(new Counter(), true, StandardCharsets.UTF_8);

    PrintStream stream() {
        return stream;
    }

    private static final class Counter extends OutputStream {
        private long written;

        @Override
        public synchronized void write(int b) {
            count(1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            count(length);
        }

        private void count(int length) {
            written += length;
            if (written > ALLOWED_BYTES) {
                throw new TooMuch();
            }
        }
    }
}
