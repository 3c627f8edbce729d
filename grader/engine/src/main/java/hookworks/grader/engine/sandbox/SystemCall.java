package hookworks.grader.engine.sandbox;

import java.util.List;
import java.util.Optional;

/**
 * A call as this machine's kernel numbers it, and how it is answered.
 *
 * @param only what one of its arguments must be for it to be allowed, if that matters
 */
record SystemCall(String name, int number, Answer answer, Optional<Argument> only) {

    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    /** How a call is answered. */
    enum Answer {
        ALLOW(EPERM),
        /** Allowed, until the worker takes on its second filter. */
        START(EPERM),
        REFUSE(EPERM),
        ABSENT(ENOSYS),
        /** As absent, and so common that nobody wants to hear of it. */
        UNHEARD(ENOSYS);

        private final int error;

        Answer(int error) {
            this.error = error;
        }

        /** The error with which a call of this kind fails where it does. */
        int error() {
            return error;
        }
    }

    /** The values that an argument may have; the kernel reads no more than 32 bits of those that are named here. */
    record Argument(int place, List<Integer> values) {}
}
