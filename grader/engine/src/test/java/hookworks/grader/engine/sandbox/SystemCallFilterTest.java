package hookworks.grader.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The filter of system calls")
class SystemCallFilterTest {
    private static final int X86_64 = 0xC000003E;
    private static final int I386 = 0x40000003;
    private static final int ALLOW = 0x7FFF_0000;
    private static final int KILL = 0x8000_0000;
    private static final int EPERM = 0x0005_0001;
    private static final int ENOSYS = 0x0005_0026;

    private final ByteBuffer program = ByteBuffer.wrap(
                    SystemCallFilter.forArchitecture("amd64").orElseThrow())
            .order(ByteOrder.LITTLE_ENDIAN);

    @Test
    @DisplayName("refuses each call of its list, and allows every other")
    void refuses() {
        var refused = SystemCallFilter.REFUSED.stream()
                .map(SystemCallFilter.Call::number)
                .toList();
        assertThat(refused).doesNotHaveDuplicates();
        for (int call : IntStream.range(0, 470)
                .filter(call -> call != 56 && call != 435)
                .toArray()) {
            assertThat(decide(X86_64, call, 0)).as("call %d", call).isEqualTo(refused.contains(call) ? EPERM : ALLOW);
        }
    }

    @Test
    @DisplayName("lets threads be made, and no processes")
    void threads() {
        int glibcThread = 0x3D0F00;
        int process = 0x11;
        assertThat(decide(X86_64, 56, glibcThread)).isEqualTo(ALLOW);
        assertThat(decide(X86_64, 56, process)).isEqualTo(EPERM);
        assertThat(decide(X86_64, 435, 0))
                .as("clone3, whose flags it can't see")
                .isEqualTo(ENOSYS);
    }

    @Test
    @DisplayName("leaves no way round by other numberings: x32 is refused, and 32-bit code is killed")
    void numberings() {
        assertThat(decide(X86_64, 0x4000_0000 | 41, 0)).isEqualTo(EPERM);
        assertThat(decide(X86_64, -1, 0)).isEqualTo(EPERM);
        assertThat(decide(I386, 3, 0)).isEqualTo(KILL);
    }

    @Test
    @DisplayName("is not there for an architecture whose numbers it doesn't know")
    void otherArchitectures() {
        assertThat(SystemCallFilter.forArchitecture("aarch64")).isEmpty();
    }

    /** What the kernel would do: its instructions as far as the program uses them. */
    private int decide(int architecture, int call, int firstArgument) {
        int accumulator = 0;
        for (int at = 0; ; at++) {
            int code = program.getShort(8 * at);
            int operand = program.getInt(8 * at + 4);
            boolean holds;
            switch (code) {
                case 0x20 -> {
                    accumulator = operand == 0 ? call : operand == 4 ? architecture : firstArgument;
                    continue;
                }
                case 0x06 -> {
                    return operand;
                }
                case 0x15 -> holds = accumulator == operand;
                case 0x35 -> holds = Integer.compareUnsigned(accumulator, operand) >= 0;
                case 0x45 -> holds = (accumulator & operand) != 0;
                default -> throw new IllegalStateException("no instruction %x at %d".formatted(code, at));
            }
            at += program.get(8 * at + (holds ? 2 : 3));
        }
    }
}
