package hookworks.lens.weights;

import static hookworks.lens.weights.Checkpoints.floats;
import static hookworks.lens.weights.Checkpoints.zip;
import static hookworks.lens.weights.PickleWriter.axes;
import static hookworks.lens.weights.PickleWriter.pickle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.weights.PickleWriter.View;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchFileTest {
    @TempDir
    private Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.pt"), bytes);
    }

    @Test
    @DisplayName("reads transposed, sliced, expanded, scalar and empty views of one shared storage")
    void readsViews() throws IOException {
        byte[] state = pickle().orderedDict()
                .entry("whole", View.floats(6, 0, axes(2, 3), axes(3, 1)))
                .entry("transposed", View.floats(6, 0, axes(3, 2), axes(1, 3)))
                .entry("lastColumn", View.floats(6, 2, axes(2), axes(3)))
                .entry("expanded", View.floats(6, 4, axes(2, 2), axes(0, 1)))
                .entry("permuted", View.floats(6, 0, axes(3, 1, 2), axes(1, 99, 3)))
                .entry("scalar", View.floats(6, 5, axes(), axes()))
                .entry("empty", View.floats(6, 6, axes(0, 3), axes(3, 1)))
                .stop();
        try (var weights = TorchFile.open(file(zip(state, floats(6)).bytes()));
                var manager = NDManager.newBaseManager(Device.cpu())) {
            assertThat(weights.tensors().keySet())
                    .containsExactly("whole", "transposed", "lastColumn", "expanded", "permuted", "scalar", "empty");
            NDArray whole = weights.read("whole", manager);
            assertThat(whole.toFloatArray()).containsExactly(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f);
            NDArray transposed = weights.read("transposed", manager);
            assertThat(transposed.getShape()).isEqualTo(new Shape(3, 2));
            assertThat(transposed.toFloatArray()).containsExactly(0.5f, 3.5f, 1.5f, 4.5f, 2.5f, 5.5f);
            assertThat(weights.read("lastColumn", manager).toFloatArray()).containsExactly(2.5f, 5.5f);
            assertThat(weights.read("expanded", manager).toFloatArray()).containsExactly(4.5f, 5.5f, 4.5f, 5.5f);
            assertThat(weights.read("permuted", manager).toFloatArray()).isEqualTo(transposed.toFloatArray());
            assertThat(weights.read("scalar", manager).getFloat()).isEqualTo(5.5f);
            assertThat(weights.read("empty", manager).getShape()).isEqualTo(new Shape(0, 3));
            assertThat(manager.getManagedArrays()).as("arrays left behind").hasSize(7);
            whole.muli(2);
            assertThat(weights.read("lastColumn", manager).toFloatArray())
                    .as("after the shared storage's copy was changed")
                    .containsExactly(2.5f, 5.5f);
        }
    }

    @ParameterizedTest
    @DisplayName("reads each element type; those that the engine lacks are widened without loss")
    @CsvSource({
        "DoubleStorage,  little, 000000000000f83f0000000000001cc0, float64,  float64, 1.5, -7",
        "FloatStorage,   little, 0000c03f0000e0c0,                 float32,  float32, 1.5, -7",
        "FloatStorage,   big,    3fc00000c0e00000,                 float32,  float32, 1.5, -7",
        "HalfStorage,    little, 003e00c7,                         float16,  float16, 1.5, -7",
        "HalfStorage,    big,    3e00c700,                         float16,  float16, 1.5, -7",
        "BFloat16Storage,little, c03fe0c0,                         bfloat16, float32, 1.5, -7",
        "BFloat16Storage,big,    3fc0c0e0,                         bfloat16, float32, 1.5, -7",
        "LongStorage,    little, 0100000000000000ffffffffffffffff, int64,    int64,   1, -1",
        "LongStorage,    big,    0000000000000001ffffffffffffffff, int64,    int64,   1, -1",
        "IntStorage,     little, 01000000ffffffff,                 int32,    int32,   1, -1",
        "ShortStorage,   little, 0100ffff,                         int16,    int32,   1, -1",
        "UInt16Storage,  little, 0100ffff,                         uint16,   int32,   1, 65535",
        "UInt32Storage,  little, 01000000ffffffff,                 uint32,   int64,   1, 4294967295",
        "CharStorage,    little, 01ff,                             int8,     int8,    1, -1",
        "ByteStorage,    little, 01ff,                             uint8,    uint8,   1, 255",
        "BoolStorage,    little, 0002,                             boolean,  boolean, 0, 1",
    })
    void readsTypes(String storage, String order, String bytes, String stored, String read, double first, double second)
            throws IOException {
        byte[] state = pickle().orderedDict()
                .entry("t", new View(storage, "0", 2, 0, axes(2), axes(1)))
                .entry("expanded", new View(storage, "0", 2, 0, axes(2, 2), axes(0, 1)))
                .stop();
        Path path = file(zip(state, HexFormat.of().parseHex(bytes))
                .member("model/byteorder", order.getBytes(StandardCharsets.UTF_8))
                .bytes());
        try (var weights = TorchFile.open(path);
                var manager = NDManager.newBaseManager(Device.cpu())) {
            TensorEntry entry = weights.tensors().firstEntry().getValue();
            assertThat(entry.dataType()).hasToString(stored);
            assertThat(entry.readAs()).hasToString(read);
            NDArray tensor = weights.read("t", manager);
            assertThat(tensor.getDataType()).hasToString(read);
            assertThat(tensor.toType(DataType.FLOAT64, true).toDoubleArray()).containsExactly(first, second);
            assertThat(weights.read("expanded", manager)
                            .toType(DataType.FLOAT64, true)
                            .toDoubleArray())
                    .as("an expanded view")
                    .containsExactly(first, second, first, second);
        }
    }

    @Test
    @DisplayName("looks through the one entry with tensors, skips scalars, and unwraps parameters")
    void looksThrough() throws IOException {
        byte[] checkpoint = pickle().op('}')
                .text("epoch")
                .code('K', 3, 's')
                .text("loss")
                .code('G', 0x3f, 0xe0, 0, 0, 0, 0, 0, 0, 's')
                .text("history")
                .ops("]q\u0001h\u0001as") // a list that holds itself
                .text("state_dict")
                .orderedDict()
                .text("p")
                .global("torch._utils", "_rebuild_parameter")
                .op('(')
                .tensor(View.floats(2, 0, axes(2), axes(1)))
                .code(0x88)
                .orderedDict()
                .ops("tRs")
                .text("num_updates")
                .code('K', 7, 's')
                .op('}')
                .op('b') // attributes, such as _metadata
                .op('s')
                .stop();
        try (var weights = TorchFile.open(file(zip(checkpoint, floats(2)).bytes()));
                var manager = NDManager.newBaseManager(Device.cpu())) {
            assertThat(weights.tensors().keySet()).containsExactly("p");
            assertThat(weights.read("p", manager).toFloatArray()).containsExactly(0.5f, 1.5f);
        }
    }

    @Test
    @DisplayName("reads the opcodes of pickle protocol 4: frames, memo, short texts, globals by name")
    void readsProtocol4() throws IOException {
        byte[] state = new PickleWriter()
                .code(0x80, 4, 0x95)
                .int64(20)
                .code('}', 0x94, 0x8c, 1, 'w', 0x94, 0x8c, 12)
                .ops("torch._utils")
                .code(0x94, 0x8c, 18)
                .ops("_rebuild_tensor_v2")
                .code(0x94, 0x93, 0x94, '(')
                .storage("FloatStorage", "0", 2)
                .code('K', 0, 'M', 2, 0, 0x85, 'J')
                .int32(1)
                .code(0x85, 0x89)
                .orderedDict()
                .ops("tRs")
                .stop();
        try (var weights = TorchFile.open(file(zip(state, floats(2)).bytes()));
                var manager = NDManager.newBaseManager(Device.cpu())) {
            assertThat(weights.read("w", manager).toFloatArray()).containsExactly(0.5f, 1.5f);
        }
    }

    @Test
    @DisplayName("tells what to do with a checkpoint older than torch 1.6, and with what is no checkpoint")
    void refusesOtherFormats() throws IOException {
        byte[] legacy = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa85019");
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> TorchFile.open(file(legacy)))
                .withMessageContaining(folder.resolve("model.pt").toString())
                .withMessageContaining("before version 1.6")
                .withMessageContaining("torch.save(torch.load(path, weights_only=True), path)");
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> TorchFile.open(file(new byte[0])))
                .withMessageContaining("not a zip file");
    }

    @Test
    @DisplayName("an unknown name is refused with the file's")
    void refusesUnknownName() throws IOException {
        Path path = file(Checkpoints.honest());
        try (var weights = TorchFile.open(path);
                var manager = NDManager.newBaseManager(Device.cpu())) {
            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> weights.read("x", manager))
                    .withMessage("'%s' has no tensor 'x'".formatted(path));
        }
    }
}
