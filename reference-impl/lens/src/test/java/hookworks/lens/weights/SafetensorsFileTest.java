package hookworks.lens.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hookworks.lens.HookedTransformer;
import hookworks.lens.config.HookedTransformerConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {
    @TempDir
    private Path folder;

    private Path file(long announced, String header, int dataBytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(announced).put(text);
        for (int cell = 0; cell < dataBytes / 4; cell++) {
            bytes.putFloat(cell + 0.5f);
        }
        return Files.write(folder.resolve("weights.safetensors"), bytes.array());
    }

    private Path file(String header, int dataBytes) throws IOException {
        return file(header.getBytes(StandardCharsets.UTF_8).length, header, dataBytes);
    }

    @Test
    @DisplayName("reads tensors of any order, scalars and empty ones, and skips the metadata")
    void reads() throws IOException {
        Path path = file("""
                {"__metadata__":{"format":"pt"},"late":{"dtype":"F32","shape":[2,1],"data_offsets":[4,12]},\
                "scalar":{"dtype":"F32","shape":[],"data_offsets":[0,4]},\
                "none":{"dtype":"I64","shape":[0,3],"data_offsets":[12,12]}}""", 12);
        try (var tensors = SafetensorsFile.open(path);
                var manager = NDManager.newBaseManager(Device.cpu())) {
            assertThat(tensors.tensors().keySet()).containsExactly("late", "scalar", "none");
            NDArray late = tensors.read("late", manager);
            assertThat(late.getShape()).isEqualTo(new Shape(2, 1));
            assertThat(late.toFloatArray()).containsExactly(1.5f, 2.5f);
            assertThat(tensors.read("scalar", manager).getFloat()).isEqualTo(0.5f);
            assertThat(tensors.read("none", manager).getShape()).isEqualTo(new Shape(0, 3));
            assertThat(manager.getManagedArrays()).hasSize(3);
            late.muli(2); // not mapped: writing must not reach the file
            assertThat(tensors.read("late", manager).toFloatArray()).containsExactly(1.5f, 2.5f);
        }
    }

    @ParameterizedTest
    @DisplayName("refuses a header that does not describe the file's 8 bytes of data")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}             | lies at bytes 0 to 12
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}             | lies at bytes -8 to 0
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}              | lies at bytes 8 to 0
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}              | needs 4 bytes, but its offsets span 8
            {"a":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}               | unknown dtype "Q4"
            {"a":{"shape":[2],"data_offsets":[0,8]}}                            | unknown dtype
            {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}             | a size must be a whole number
            {"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}                | must be a list
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,1e99]}}           | must be two whole numbers
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}                | must be two whole numbers
            {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}} | impossible shape
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}              | ends at byte 4, but the file's data has 8
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}              | begins at byte 4
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | begins at byte 4, but the tensor before it ends at byte 8
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | Duplicate field 'a'
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | begins at byte 0, but the tensor before it ends at byte 8
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[2],"data_offsets":[6,8]}} | begins at byte 6, but the tensor before it ends at byte 4
            {"a":{"dtype":"F64","shape":[2],"data_offsets":[0,8]}}              | needs 16 bytes, but its offsets span 8
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[9223372036854775800,9223372036854775807]}} | lies at bytes 9223372036854775800
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775808]}} | must be two whole numbers
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0.0,8.0]}}          | must be two whole numbers
            {"a":{"dtype":"F32","shape":[0,4611686018427387904,4611686018427387904],"data_offsets":[0,0]}} | impossible shape
            {"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}} | it has 9 axes
            {"a":{"dtype":["F32"],"shape":[2],"data_offsets":[0,8]}}            | unknown dtype ["F32"]
            {"a":7}                                                             | unknown dtype
            {"__metadata__":{"n":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | must be an object of texts
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} x            | not valid JSON
            {"a":{"dtype":"F32","shape":[[[[[[[[[[[[[[[[[[2]]]]]]]]]]]]]]]]]],"data_offsets":[0,8]}} | nesting depth
            []                                                                  | not a JSON object
            {"a"                                                                | not valid JSON
            """)
    void refusesHeader(String header, String message) throws IOException {
        Path path = file(header, 8);
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> SafetensorsFile.open(path))
                .withMessageContaining("cannot read '%s'".formatted(path))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @DisplayName("refuses a header length that the file cannot hold, before it allocates")
    @CsvSource({"100", "-1", "9223372036854775807", "200000000"})
    void refusesLength(long announced) throws IOException {
        Path path = file(announced, "{}", 0);
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> SafetensorsFile.open(path))
                .withMessageContaining("it announces a header of " + Long.toUnsignedString(announced));
    }

    @Test
    @DisplayName("refuses a header that is not UTF-8, or has anything before it; allows blanks after it")
    void refusesEncodings() throws IOException {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        SafetensorsFile.open(file(header + "   ", 4)).close();
        assertRefused(file(" " + header, 4), "must begin with '{'");
        assertRefused(file("\ufeff" + header, 4), "must begin with '{'");
        Path path = file(header, 4);
        byte[] bytes = Files.readAllBytes(path);
        bytes[10] = (byte) 0xff; // the tensor's name
        assertRefused(Files.write(path, bytes), "the header is not UTF-8");
    }

    @Test
    @DisplayName("refuses bytes after the last tensor")
    void refusesTrailingBytes() throws IOException {
        assertRefused(
                file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 5),
                "the last tensor ends at byte 4, but the file's data has 5 bytes");
    }

    @Test
    @DisplayName("refuses more tensors than any model has, before it makes them")
    void refusesCrowds() throws IOException {
        var header = new StringBuilder("{");
        for (int index = 0; index < 400_000; index++) {
            header.append("\"%d\":{},".formatted(index));
        }
        assertRefused(file(header.append("\"x\":{}}").toString(), 0), "Token count");
    }

    private static void assertRefused(Path path, String complaint) {
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> SafetensorsFile.open(path).close())
                .withMessageContaining("cannot read '%s'".formatted(path))
                .withMessageContaining(complaint);
    }

    @Test
    @DisplayName("reads what the engine lacks in the next wider type, from any alignment")
    void widens() throws IOException {
        Path path = file("""
                {"odd":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},\
                "half":{"dtype":"BF16","shape":[1],"data_offsets":[1,3]},\
                "short":{"dtype":"I16","shape":[1],"data_offsets":[3,5]},\
                "float":{"dtype":"F32","shape":[1],"data_offsets":[5,9]}}""", 9);
        byte[] bytes = Files.readAllBytes(path);
        byte[] data = {7, (byte) 0x80, (byte) 0xbf, -2, -1, 0, 0, 0x20, 0x40}; // 7, -1, -2, 2.5
        System.arraycopy(data, 0, bytes, bytes.length - data.length, data.length);
        try (var tensors = SafetensorsFile.open(Files.write(path, bytes));
                var manager = NDManager.newBaseManager(Device.cpu())) {
            assertThat(tensors.tensors())
                    .containsEntry("half", new TensorEntry(DataType.BFLOAT16, DataType.FLOAT32, new Shape(1)))
                    .containsEntry("short", new TensorEntry(DataType.INT16, DataType.INT32, new Shape(1)));
            assertThat(tensors.read("half", manager).toFloatArray()).containsExactly(-1f);
            assertThat(tensors.read("short", manager).toIntArray()).containsExactly(-2);
            assertThat(tensors.read("float", manager).toFloatArray()).containsExactly(2.5f);
        }
    }

    @Test
    @DisplayName("refuses a file that is too short or not there")
    void refusesFile() throws IOException {
        Path brief = Files.write(folder.resolve("brief"), new byte[3]);
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> SafetensorsFile.open(brief))
                .withMessageContaining("it has 3 bytes");
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> SafetensorsFile.open(folder.resolve("absent")))
                .withMessageContaining("absent");
    }

    @Test
    @DisplayName("a model refuses a file whose tensors are not its own, and names them")
    void refusesTensors() throws IOException {
        var config = HookedTransformerConfig.attentionOnly()
                .nLayers(1)
                .nHeads(1)
                .dModel(2)
                .nCtx(2)
                .dVocab(3)
                .build();
        Path path = file("""
                {"embed.W_E":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\
                "blocks.0.mlp.W_in":{"dtype":"F32","shape":[],"data_offsets":[24,28]},\
                "unembed.b_U":{"dtype":"I32","shape":[3],"data_offsets":[28,40]}}""", 40);
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> HookedTransformer.fromFile(config, path, Device.cpu()))
                .withMessageContaining(path.toString())
                .withMessageContaining("'embed.W_E' is float32 (2, 3), expected floating-point (3, 2)")
                .withMessageContaining("no tensor 'pos_embed.W_pos', expected (2, 2)")
                .withMessageContaining("and 8 more");
    }
}
