package hookworks.grader.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import hookworks.grader.engine.sandbox.FilterProgram.Denial;
import hookworks.grader.engine.sandbox.SystemCall.Answer;
import hookworks.grader.engine.sandbox.SystemCallTable.Architecture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The filter of system calls")
class SystemCallFilterTest {
    private static final int X86_64 = 0xC000003E;
    private static final int I386 = 0x40000003;
    private static final int AARCH64 = 0xC00000B7;
    private static final int ARM = 0x40000028;
    private static final int ALLOW = 0x7FFF_0000;
    private static final int KILL = 0x8000_0000;
    private static final int EPERM = 0x0005_0001;
    private static final int ENOSYS = 0x0005_0026;
    private static final int ASK = 0x7FC0_0000;

    private static final Program FIRST = program(Architecture.X86_64, "cpu");

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"X86_64, cpu", "X86_64, cuda:0", "AARCH64, cpu", "AARCH64, cuda:0"})
    @DisplayName("answers each call as its table says, and denies every other")
    void followsItsTable(Architecture architecture, String device) {
        SystemCallTable table = SystemCallTable.of(architecture, device);
        assertThat(table.calls()).hasSizeGreaterThan(300);
        assertThat(table.calls()).extracting(SystemCall::name).doesNotHaveDuplicates();
        assertThat(table.calls()).extracting(SystemCall::number).doesNotHaveDuplicates();
        Program program = program(architecture, device);
        for (int number : IntStream.range(0, 600).toArray()) {
            assertThat(program.decide(architecture.token(), number))
                    .as("call %d", number)
                    .isEqualTo(table.numbered(number)
                            .map(SystemCallFilterTest::withoutArguments)
                            .orElse(ENOSYS));
        }
    }

    private static int withoutArguments(SystemCall call) {
        boolean zeroWillDo = call.only().stream().allMatch(only -> only.values().contains(0));
        return switch (call.answer()) {
            case ALLOW, START -> zeroWillDo ? ALLOW : EPERM;
            case REFUSE -> EPERM;
            case ABSENT, UNHEARD -> ENOSYS;
        };
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("allows neither the network nor a process, a mount or a namespace, nor what exploits begin with")
    void refuses(Architecture architecture) {
        List<String> never = List.of(
                ("socket socketpair connect bind execveat ptrace process_vm_readv process_vm_writev pidfd_open pidfd_getfd"
                                + " kill mount umount2 unshare setns chroot open_by_handle_at personality bpf"
                                + " perf_event_open userfaultfd io_uring_setup keyctl add_key memfd_create init_module")
                        .split(" ", -1));
        SystemCallTable table = SystemCallTable.of(architecture, "cpu");
        assertThat(table.calls())
                .filteredOn(call -> never.contains(call.name()))
                .hasSize(never.size())
                .extracting(SystemCall::answer)
                .containsOnly(Answer.REFUSE);
    }

    @Test
    @DisplayName("lets threads be made, and no processes or namespaces")
    void threads() {
        long thread = 0x3D0F00;
        long process = 0x11;
        long vfork = 0x4111;
        long threadAndNetwork = thread | 0x4000_0000;
        assertThat(FIRST.decide(X86_64, 56, thread)).isEqualTo(ALLOW);
        assertThat(List.of(process, vfork, threadAndNetwork, 0x10000L))
                .allSatisfy(flags -> assertThat(FIRST.decide(X86_64, 56, flags)).isEqualTo(EPERM));
        assertThat(FIRST.decide(X86_64, 435))
                .as("clone3, whose flags it can't see: the C library falls back on clone")
                .isEqualTo(ENOSYS);
        assertThat(program(Architecture.AARCH64, "cpu").decide(AARCH64, 220, thread))
                .isEqualTo(ALLOW);
        assertThat(program(Architecture.AARCH64, "cpu").decide(AARCH64, 220, process))
                .isEqualTo(EPERM);
    }

    @ParameterizedTest(name = "ioctl {0}")
    @ValueSource(longs = {0x5412, 0x541C, 0x8933, 0xC0502100L, 0})
    @DisplayName("lets a device be asked about a terminal, and nothing be typed into one")
    void devices(long request) {
        assertThat(FIRST.decide(X86_64, 16, 0, 0x5401)).isEqualTo(ALLOW);
        assertThat(FIRST.decide(X86_64, 16, 0, request)).isEqualTo(EPERM);
        assertThat(FIRST.decide(X86_64, 16, 0x5401, request))
                .as("the value in another place")
                .isEqualTo(EPERM);
    }

    @Test
    @DisplayName("lets a thread be named, and neither a filter be set nor memory be described anew")
    void options() {
        assertThat(FIRST.decide(X86_64, 157, 15)).isEqualTo(ALLOW);
        assertThat(List.of(22L, 35L, 4L))
                .allSatisfy(
                        option -> assertThat(FIRST.decide(X86_64, 157, option)).isEqualTo(EPERM));
    }

    @Test
    @DisplayName("lets a process ask for its own limits, and not for another's")
    void limits() {
        assertThat(FIRST.decide(X86_64, 302, 0)).isEqualTo(ALLOW);
        assertThat(FIRST.decide(X86_64, 302, 1)).isEqualTo(EPERM);
    }

    @Test
    @DisplayName("lets a worker on a GPU talk to the driver, and no other worker")
    void graphics() {
        long request = 0xC020462AL;
        int memfd = 319;
        Program withGpu = program(Architecture.X86_64, "cuda:1");
        assertThat(withGpu.decide(X86_64, 16, 9, request)).isEqualTo(ALLOW);
        assertThat(withGpu.decide(X86_64, memfd)).isEqualTo(ALLOW);
        assertThat(FIRST.decide(X86_64, 16, 9, request)).isEqualTo(EPERM);
        assertThat(FIRST.decide(X86_64, memfd)).isEqualTo(EPERM);
        assertThat(withGpu.decide(X86_64, 41)).as("socket").isEqualTo(EPERM);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "is replaced by one under which no program is started and no further filter set, before a submission comes")
    void second(Architecture architecture) {
        Program second = program(architecture, "cpu", Set.of(Answer.ALLOW), Denial.AT_ONCE);
        int execve = architecture == Architecture.X86_64 ? 59 : 221;
        for (int start : List.of(execve, architecture.seccomp())) {
            assertThat(program(architecture, "cpu").decide(architecture.token(), start))
                    .isEqualTo(ALLOW);
            assertThat(second.decide(architecture.token(), start)).isEqualTo(EPERM);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("has the engine asked about all that it doesn't allow, where the engine listens, but for clone3")
    void heard(Architecture architecture) {
        Set<Answer> allowed = Set.of(Answer.ALLOW);
        Program atOnce = program(architecture, "cpu", allowed, Denial.AT_ONCE);
        Program heard = program(architecture, "cpu", allowed, Denial.HEARD);
        for (int number : IntStream.range(0, 600).toArray()) {
            int decided = atOnce.decide(architecture.token(), number);
            assertThat(heard.decide(architecture.token(), number))
                    .as("call %d", number)
                    .isEqualTo(decided == ALLOW || number == 435 ? decided : ASK);
        }
        assertThat(heard.decide(I386, 3)).isEqualTo(KILL);
    }

    @Test
    @DisplayName("leaves no way round by other numberings: x32 and 32-bit code are killed")
    void numberings() {
        assertThat(FIRST.decide(X86_64, 0x4000_0000 | 39)).isEqualTo(KILL);
        assertThat(FIRST.decide(X86_64, -1)).isEqualTo(KILL);
        assertThat(FIRST.decide(I386, 3)).isEqualTo(KILL);
        assertThat(FIRST.decide(AARCH64, 3)).isEqualTo(KILL);
        assertThat(program(Architecture.AARCH64, "cpu").decide(ARM, 3)).isEqualTo(KILL);
    }

    @Test
    @DisplayName("is not there for an architecture whose numbers it doesn't know")
    void otherArchitectures() {
        assertThat(Architecture.named("amd64")).contains(Architecture.X86_64);
        assertThat(Architecture.named("aarch64")).contains(Architecture.AARCH64);
        assertThat(Architecture.named("riscv64")).isEmpty();
    }

    private static Program program(Architecture architecture, String device) {
        return program(architecture, device, Set.of(Answer.ALLOW, Answer.START), Denial.AT_ONCE);
    }

    private static Program program(Architecture architecture, String device, Set<Answer> allowed, Denial denial) {
        return new Program(FilterProgram.of(SystemCallTable.of(architecture, device), allowed, denial));
    }

    /** What the kernel would do: its instructions as far as the program uses them. */
    private static final class Program {
        private final byte[] bytes;

        Program(byte[] bytes) {
            this.bytes = bytes;
        }

        int decide(int architecture, int call, long... arguments) {
            ByteBuffer asked = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
            asked.putInt(call).putInt(architecture).putLong(0);
            for (long argument : arguments) {
                asked.putLong(argument);
            }
            ByteBuffer program = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int accumulator = 0;
            for (int at = 0; ; at++) {
                int code = program.getShort(8 * at);
                int operand = program.getInt(8 * at + 4);
                boolean holds;
                switch (code) {
                    case 0x20 -> {
                        accumulator = asked.getInt(operand);
                        continue;
                    }
                    case 0x06 -> {
                        return operand;
                    }
                    case 0x15 -> holds = accumulator == operand;
                    case 0x35 -> holds = Integer.compareUnsigned(accumulator, operand) >= 0;
                    default -> throw new IllegalStateException("no instruction %x at %d".formatted(code, at));
                }
                at += Byte.toUnsignedInt(program.get(8 * at + (holds ? 2 : 3)));
            }
        }
    }
}
