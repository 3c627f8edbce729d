package hookworks.grader.engine.sandbox;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * This process's own copy of the descriptor at which the kernel asks about a worker's denied calls. Closing it leaves the
 * asking to nobody, and then the kernel denies by itself. Confined to one thread.
 */
final class ListenerDescriptor implements AutoCloseable {
    private static final String KIND = "anon_inode:seccomp notify";
    private static final int PIDFD_OPEN = 434;
    private static final int PIDFD_GETFD = 438;

    private static final long RECEIVE = 0xC050_2100L;
    private static final long ANSWER = 0xC018_2101L;
    private static final int QUESTION_BYTES = 80;
    private static final int ANSWER_BYTES = 24;
    private static final int POLL_BYTES = 8;
    private static final short READABLE = 1;

    private final int descriptor;

    private ListenerDescriptor(int descriptor) {
        this.descriptor = descriptor;
    }

    /** A call that waits for its answer. */
    record Question(long id, int call) {}

    /** What becomes of waiting for a question. */
    enum Waiting {
        ASKED,
        NOT_YET,
        /** Nobody is left who could ask. */
        OVER
    }

    /** A copy of the one that this process holds; empty where it holds none or the kernel doesn't let us have it. */
    static Optional<ListenerDescriptor> of(ProcessHandle process) {
        OptionalInt theirs = descriptorIn(process);
        if (theirs.isEmpty()) {
            return Optional.empty();
        }
        int handle = systemCall(PIDFD_OPEN, (int) process.pid(), 0, 0);
        if (handle < 0) {
            return Optional.empty();
        }
        int ours = systemCall(PIDFD_GETFD, handle, theirs.getAsInt(), 0);
        close(handle);
        return ours < 0 ? Optional.empty() : Optional.of(new ListenerDescriptor(ours));
    }

    /** Whether the kernel, and what confines this process itself, let a process's descriptor be copied at all. */
    static boolean canBeCopied() {
        int handle = systemCall(PIDFD_OPEN, (int) ProcessHandle.current().pid(), 0, 0);
        if (handle < 0) {
            return false;
        }
        int copy = systemCall(PIDFD_GETFD, handle, handle, 0);
        close(handle);
        if (copy >= 0) {
            close(copy);
        }
        return copy >= 0;
    }

    private static OptionalInt descriptorIn(ProcessHandle process) {
        Path folder = Path.of("/proc", Long.toString(process.pid()), "fd");
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(folder)) {
            for (Path descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).toString().equals(KIND)) {
                    return OptionalInt.of(
                            Integer.parseInt(descriptor.getFileName().toString()));
                }
            }
            return OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty(); // it has ended, or is none of ours to look into
        }
    }

    /** Waits for at most so long. */
    Waiting await(int milliseconds) {
        try (Memory poll = new Memory(POLL_BYTES)) {
            poll.setInt(0, descriptor);
            poll.setShort(4, READABLE);
            poll.setShort(6, (short) 0);
            int ready = Function.getFunction("c", "poll").invokeInt(new Object[] {poll, 1L, milliseconds});
            if (ready <= 0) {
                return Waiting.NOT_YET;
            }
            return (poll.getShort(6) & READABLE) != 0 ? Waiting.ASKED : Waiting.OVER;
        }
    }

    /** The next question; empty where whoever asked has ended meanwhile. */
    Optional<Question> read() {
        try (Memory question = new Memory(QUESTION_BYTES)) {
            question.clear();
            boolean read = control(RECEIVE, question) == 0;
            return read ? Optional.of(new Question(question.getLong(0), question.getInt(16))) : Optional.empty();
        }
    }

    /** Fails the call that was asked about. Does nothing where whoever asked has ended meanwhile. */
    void deny(Question question, int error) {
        try (Memory answer = new Memory(ANSWER_BYTES)) {
            answer.clear();
            answer.setLong(0, question.id());
            answer.setInt(16, -error);
            control(ANSWER, answer);
        }
    }

    private int control(long request, Memory argument) {
        return Function.getFunction("c", "ioctl").invokeInt(new Object[] {descriptor, request, argument});
    }

    private static int systemCall(long number, int first, int second, int third) {
        return Function.getFunction("c", "syscall")
                .invokeInt(new Object[] {number, (long) first, (long) second, (long) third});
    }

    private static void close(int descriptor) {
        Function.getFunction("c", "close").invokeInt(new Object[] {descriptor});
    }

    @Override
    public void close() {
        close(descriptor);
    }
}
