package hookworks.lens.weights;

import static hookworks.lens.weights.Checkpoints.floats;
import static hookworks.lens.weights.Checkpoints.zip;
import static hookworks.lens.weights.PickleWriter.axes;
import static hookworks.lens.weights.PickleWriter.pickle;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import hookworks.lens.weights.PickleWriter.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostilePickleTest {
    private static final String MAX_INT = "4294967295";

    @TempDir
    private Path folder;

    static Stream<Arguments> programs() {
        return Stream.of(
                program("os.system", call("os", "system"), "global 'os.system'"),
                program("posix.system", call("posix", "system"), "global 'posix.system'"),
                program("builtins.eval", call("builtins", "eval"), "global 'builtins.eval'"),
                program("getattr", call("builtins", "getattr"), "global 'builtins.getattr'"),
                program("a torch class", call("torch.nn", "Linear"), "global 'torch.nn.Linear'"),
                program(
                        "a dotted name",
                        call("torch", "_utils._rebuild_tensor_v2"),
                        "'torch._utils._rebuild_tensor_v2'"),
                program("an escape sequence", call("os", "\u001b[2J\u202e"), "global 'os.\\u001b[2J\\u202e'"),
                program("STACK_GLOBAL", pickle().text("posix").text("system").code(0x93), "global 'posix.system'"),
                program("STACK_GLOBAL of numbers", pickle().code('K', 1, 'K', 2, 0x93), "global 2 of 1"),
                program(
                        "INST",
                        pickle().op('(').op('i').line("os").line("system"),
                        "instance of the global 'os.system'"),
                program(
                        "OBJ",
                        pickle().op('(').global("collections", "OrderedDict").op('o'),
                        "opcode OBJ (0x6f)"),
                program(
                        "NEWOBJ",
                        pickle().global("collections", "OrderedDict").code(')', 0x81),
                        "opcode NEWOBJ (0x81)"),
                program(
                        "NEWOBJ_EX",
                        pickle().global("collections", "OrderedDict").code(')', '}', 0x92),
                        "opcode NEWOBJ_EX (0x92)"),
                program("EXT1", pickle().code(0x82, 1), "opcode EXT1 (0x82)"),
                program("EXT2", pickle().code(0x83, 1, 0), "opcode EXT2 (0x83)"),
                program("EXT4", pickle().code(0x84, 1, 0, 0, 0), "opcode EXT4 (0x84)"),
                program("PERSID", pickle().op('P').line("x"), "opcode PERSID (0x50)"),
                program("an unknown opcode", pickle().code(0xff), "opcode UNKNOWN (0xff)"),
                program("BUILD of a dict", pickle().ops("}}b"), "sets the attributes of a dict"),
                program("BUILD with a call", pickle().orderedDict().global("os", "system"), "global 'os.system'"),
                program("BUILD of a tensor", pickle().tensor(floatsOf(1)).ops("}b"), "sets the attributes of a tensor"),
                program(
                        "a nested REDUCE",
                        pickle().global("collections", "OrderedDict").ops(")R)R"),
                        "calls an OrderedDict"),
                program("REDUCE of a text", pickle().text("os.system").ops(")R"), "calls 'os.system'"),
                program(
                        "REDUCE of a storage class",
                        pickle().global("torch", "FloatStorage").ops(")R"),
                        "calls the global torch.FloatStorage"),
                program(
                        "OrderedDict with arguments",
                        pickle().global("collections", "OrderedDict").code(']', 0x85, 'R'),
                        "calls collections.OrderedDict with [a list]"),
                program(
                        "REDUCE without a tuple",
                        pickle().global("collections", "OrderedDict").ops("]R"),
                        "with a list instead of a tuple"));
    }

    static Stream<Arguments> overruns() {
        return Stream.of(
                program("a huge text", pickle().op('X').int32(-1).ops("abc"), MAX_INT + " bytes are announced"),
                program("a huge frame", pickle().code(0x95).int64(-1), "a frame of 18446744073709551615 bytes"),
                program("a huge number", pickle().code(0x8a, 255), "a whole number has 255 bytes"),
                program("a huge memo index", pickle().ops("}r").int32(-1), "numbers a value " + MAX_INT),
                program("a memo that was not filled", pickle().code('h', 9), "never numbered"),
                program("too many values", pickle().ops("(" + "}".repeat(1_100_000)), "more than the 1048576 values"),
                program("too many marks", pickle().ops("(".repeat(300)), "more than 256 marks"),
                program("deep lists", pickle().ops("]".repeat(100_000) + "a".repeat(99_999)), "more than 64 deep"),
                program("deep tuples", pickle().ops(")" + "\u0085".repeat(100_000)), "more than 64 deep"),
                program(
                        "deep dicts",
                        pickle().ops("}X\0\0\0\0".repeat(200) + "N" + "s".repeat(200)),
                        "more than 64 deep"),
                program("a long name", pickle().op('c').line("x".repeat(300)), "a name has more than 256 bytes"),
                program("a name without an end", pickle().ops("cos"), "1 bytes are announced where 0 are left"),
                program("a value from nowhere", pickle().op('a'), "takes a value from where none is"),
                program("a value from below a mark", pickle().ops("}(s"), "takes a value from where none is"),
                program("no mark", pickle().op('t'), "looks for a mark"),
                program("two values at the end", pickle().ops("}}"), "ends with 2 values"),
                program("a text that is not UTF-8", pickle().op('X').int32(1).code(0xff), "a text is not UTF-8"),
                program("a list as a key", pickle().ops("}]Ns"), "one is a list"),
                program("half an entry", pickle().ops("}(Nu"), "sets 1 keys and values of a dict"),
                program(
                        "a name twice",
                        pickle().op('}').text("w").op('N').op('s').text("w").ops("Ns"),
                        "key 'w' twice"),
                program("an item for a tuple", pickle().ops(")Na"), "appends to a tuple"),
                program("an item for a number", pickle().code('K', 1).ops("Na"), "appends to 1"),
                program("a later protocol", new PickleWriter().code(0x80, 9), "pickle protocol 9"));
    }

    static Stream<Arguments> tensors() {
        long half = Long.MAX_VALUE / 2;
        return Stream.of(
                tensor(
                        "storage too short",
                        View.floats(4, 0, axes(5), axes(1)),
                        "need 5 elements, but its storage has 4"),
                tensor("offset too far", View.floats(4, 3, axes(2), axes(1)), "need 5 elements"),
                tensor("stride too wide", View.floats(4, 0, axes(2, 2), axes(3, 1)), "need 5 elements"),
                tensor("negative offset", View.floats(4, -1, axes(2), axes(1)), "the offset -1"),
                tensor("negative stride", View.floats(4, 3, axes(2), axes(-1)), "the strides [-1]"),
                tensor("negative size", View.floats(4, 0, axes(-2), axes(1)), "a size must be a whole number from 0"),
                tensor("sizes that overflow", View.floats(4, 0, axes(half, half), axes(0, 0)), "impossible shape"),
                tensor(
                        "sizes that overflow to 0",
                        View.floats(4, 0, axes(1L << 32, 1L << 32), axes(0, 0)),
                        "impossible"),
                tensor(
                        "huge sizes beside 0",
                        View.floats(4, 0, axes(0, half, half), axes(0, 0, 0)),
                        "impossible shape"),
                tensor("strides that overflow", View.floats(4, 0, axes(3, 3), axes(half, half)), "overflow"),
                tensor("an offset that overflows", View.floats(4, Long.MAX_VALUE, axes(2), axes(1)), "overflow"),
                tensor("few strides", View.floats(4, 0, axes(2, 2), axes(1)), "2 axes"),
                tensor("many axes", View.floats(4, 0, axes(new long[9]), axes(new long[9])), "it has 9 axes"),
                tensor("an expanded view of 4 TiB", View.floats(4, 0, axes(1L << 40), axes(0)), "cannot honestly fill"),
                tensor(
                        "a storage that says more",
                        View.floats(5, 0, axes(4), axes(1)),
                        "of 5 elements of 4 bytes, which has 16"),
                tensor(
                        "a storage that says less",
                        View.floats(3, 0, axes(2), axes(1)),
                        "of 3 elements of 4 bytes, which has 16"),
                tensor("a negative storage", View.floats(-1, 0, axes(0), axes(1)), "outside the pickle"),
                tensor(
                        "a storage of another type",
                        view("DoubleStorage", "0"),
                        "of 4 elements of 8 bytes, which has 16"),
                tensor("a missing storage", view("FloatStorage", "7"), "storage '7', which is missing"),
                tensor("a storage elsewhere", view("FloatStorage", "../../etc/passwd"), "which is missing"),
                tensor("an unknown storage class", view("QInt8Storage", "0"), "global 'torch.QInt8Storage'"),
                program("a reference to no storage", pickle().ops(")Q"), "refers to a tuple outside the pickle"),
                program(
                        "a tensor of a number",
                        pickle().global("torch._utils", "_rebuild_tensor_v2").code('K', 1, 0x85, 'R'),
                        "calls torch._utils._rebuild_tensor_v2 with [1]"),
                program(
                        "a parameter of a number",
                        pickle().global("torch._utils", "_rebuild_parameter").code('K', 1, 'K', 1, 'K', 1, 0x87, 'R'),
                        "calls torch._utils._rebuild_parameter with [1, 1, 1]"));
    }

    static Stream<Arguments> checkpoints() {
        return Stream.of(
                program("nothing", pickle().op('}'), "it holds no tensors"),
                program("a list", pickle().op(']').tensor(floatsOf(4)).op('a'), "its tensors are in a list"),
                program("a bare tensor", pickle().tensor(floatsOf(4)), "its tensors are in a tensor of shape (4)"),
                program(
                        "a model and an optimizer",
                        pickle().op('}')
                                .text("model")
                                .op('}')
                                .entry("w", floatsOf(4))
                                .op('s')
                                .text("optimizer")
                                .op('}')
                                .entry("m", floatsOf(4))
                                .op('s'),
                        "tensors under ['model', 'optimizer']"),
                program(
                        "tensors at two depths",
                        pickle().op('}')
                                .entry("w", floatsOf(4))
                                .text("more")
                                .op('}')
                                .entry("v", floatsOf(4))
                                .op('s'),
                        "under the key 'more' stands a dict with tensors"),
                program(
                        "a tensor without a name",
                        pickle().op('}').code('K', 0).tensor(floatsOf(4)).op('s'),
                        "under the key 0"),
                program(
                        "tensors too deep",
                        pickle().op('}')
                                .text("a")
                                .op('}')
                                .text("b")
                                .op('}')
                                .text("c")
                                .op('}')
                                .text("d")
                                .op('}')
                                .entry("w", floatsOf(4))
                                .ops("ssss"),
                        "more than 4 dicts deep"),
                arguments("bytes after the end", tail(pickle().op('}').stop()), "1 bytes follow its end"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"programs", "overruns", "tensors", "checkpoints"})
    @DisplayName("is refused, and the complaint names the file and what was wrong")
    void refuses(String what, byte[] pickle, String complaint) throws IOException {
        Path path =
                Files.write(folder.resolve("model.pt"), zip(pickle, floats(4)).bytes());
        assertThatExceptionOfType(WeightsException.class)
                .as(what)
                .isThrownBy(() -> TorchFile.open(path).close())
                .withMessageContaining("cannot read '%s': ".formatted(path))
                .withMessageContaining(complaint);
    }

    private static Arguments program(String what, PickleWriter pickle, String complaint) {
        return arguments(what, pickle.stop(), complaint);
    }

    private static PickleWriter call(String module, String name) {
        return pickle().global(module, name).text("id").code(0x85, 'R');
    }

    private static Arguments tensor(String what, View view, String complaint) {
        return program(what, pickle().orderedDict().entry("w", view), complaint);
    }

    private static View floatsOf(long elements) {
        return View.floats(4, 0, axes(elements), axes(1));
    }

    private static View view(String storageClass, String key) {
        return new View(storageClass, key, 4, 0, axes(4), axes(1));
    }

    private static byte[] tail(byte[] pickle) {
        return Arrays.copyOf(pickle, pickle.length + 1);
    }
}
