package hookworks.grader.engine.sandbox;

import hookworks.grader.engine.sandbox.SystemCall.Answer;
import hookworks.grader.engine.sandbox.SystemCall.Argument;
import hookworks.grader.engine.sandbox.SystemCallTable.Architecture;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * A table of system calls as a program for the kernel's seccomp: an array of {@code sock_filter}. What the table allows goes
 * on; all else fails.
 */
final class FilterProgram {
    private static final int X32_CALLS = 0x4000_0000;

    private static final int LOAD_WORD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_AT_LEAST = 0x35;
    private static final int RETURN = 0x06;

    private static final int CALL_NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;

    private static final int ALLOW = 0x7FFF_0000;
    private static final int KILL_PROCESS = 0x8000_0000;
    private static final int FAIL = 0x0005_0000;
    private static final int ASK = 0x7FC0_0000;

    private static final int INSTRUCTION_BYTES = 8;

    private final ByteArrayOutputStream program = new ByteArrayOutputStream();
    private final Set<Answer> allowed;
    private final Denial denial;

    private FilterProgram(Set<Answer> allowed, Denial denial) {
        this.allowed = allowed;
        this.denial = denial;
    }

    /** What becomes of a call that isn't allowed. */
    enum Denial {
        /** The kernel fails it at once, with the error that the table says. */
        AT_ONCE,
        /** The kernel asks whoever listens to the newest filter, and fails it where nobody does. */
        HEARD
    }

    /** The program that allows what the table answers so. */
    static byte[] of(SystemCallTable table, Set<Answer> allowed, Denial denial) {
        var filter = new FilterProgram(allowed, denial);
        filter.addArchitecture(table.architecture());
        table.calls().forEach(filter::add);
        filter.add(RETURN, 0, 0, filter.denied(Answer.ABSENT));
        return filter.program.toByteArray();
    }

    /** To code of another architecture numbers mean other calls. */
    private void addArchitecture(Architecture architecture) {
        add(LOAD_WORD, 0, 0, ARCHITECTURE);
        add(JUMP_IF_EQUAL, 1, 0, architecture.token());
        add(RETURN, 0, 0, KILL_PROCESS);
        add(LOAD_WORD, 0, 0, CALL_NUMBER);
        if (architecture == Architecture.X86_64) {
            add(JUMP_IF_AT_LEAST, 0, 1, X32_CALLS);
            add(RETURN, 0, 0, KILL_PROCESS);
        }
    }

    private void add(SystemCall call) {
        if (allowed.contains(call.answer()) && call.only().isPresent()) {
            add(call.number(), call.only().get());
            return;
        }
        int action = allowed.contains(call.answer()) ? ALLOW : denied(call.answer());
        if (action != denied(Answer.ABSENT)) {
            add(JUMP_IF_EQUAL, 0, 1, call.number());
            add(RETURN, 0, 0, action);
        }
    }

    private int denied(Answer answer) {
        if (denial == Denial.HEARD && answer != Answer.UNHEARD) {
            return ASK;
        }
        return FAIL | answer.error();
    }

    private void add(int number, Argument only) {
        add(JUMP_IF_EQUAL, 0, 2 + 2 * only.values().size(), number);
        add(LOAD_WORD, 0, 0, FIRST_ARGUMENT + 8 * only.place());
        for (int value : only.values()) {
            add(JUMP_IF_EQUAL, 0, 1, value);
            add(RETURN, 0, 0, ALLOW);
        }
        add(RETURN, 0, 0, denied(Answer.REFUSE));
    }

    /**
     * Adds an instruction.
     *
     * @param ifTrue how many instructions to skip where a comparison holds, and {@code ifFalse} where it doesn't
     */
    private void add(int code, int ifTrue, int ifFalse, int operand) {
        program.writeBytes(ByteBuffer.allocate(INSTRUCTION_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) code)
                .put((byte) ifTrue)
                .put((byte) ifFalse)
                .putInt(operand)
                .array());
    }
}
