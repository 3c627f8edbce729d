package hookworks.lens.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFileTest {
    private static final String INDEX = "model.safetensors.index.json";

    @TempDir
    private Path parent;

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(parent.resolve("gpt"));
    }

    private static byte[] safetensors(String name) {
        byte[] header = "{\"%s\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
                .formatted(name)
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + header.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(Checkpoints.floats(2))
                .array();
    }

    private Path index(String weightMap) throws IOException {
        return Files.writeString(
                folder.resolve(INDEX), "{\"metadata\":{\"total_size\":16},\"weight_map\":" + weightMap + "}");
    }

    @ParameterizedTest
    @DisplayName("a file is opened by its name, or by its contents where the name says nothing")
    @CsvSource({
        "weights.pt, TorchFile",
        "weights.pth, TorchFile",
        "pytorch_model.bin, TorchFile",
        "blob, TorchFile",
        "weights.safetensors, SafetensorsFile",
        "blob, SafetensorsFile"
    })
    void opensByNameAndContents(String name, String reader) throws IOException {
        byte[] content = reader.equals("TorchFile") ? Checkpoints.honest() : safetensors("w");
        Path path = Files.write(folder.resolve(name), content);
        try (var weights = TensorFile.open(path)) {
            assertThat(weights.getClass().getSimpleName()).isEqualTo(reader);
            assertThat(weights.tensors()).containsKey("w");
            assertThat(weights).hasToString(path.toString());
        }
    }

    @Test
    @DisplayName("a folder is opened by its index first, then by its one file")
    void opensFolders() throws IOException {
        Files.write(folder.resolve("pytorch_model.bin"), Checkpoints.honest());
        requireFirst("w");
        Files.write(folder.resolve("model.safetensors"), safetensors("single"));
        requireFirst("single");
        Files.write(folder.resolve("one.safetensors"), safetensors("sharded"));
        index("{\"sharded\":\"one.safetensors\"}");
        requireFirst("sharded");
    }

    private void requireFirst(String name) {
        try (var weights = TensorFile.open(folder)) {
            assertThat(weights.tensors().firstEntry().getKey()).isEqualTo(name);
        }
    }

    @Test
    @DisplayName("what is no tensor file is refused by name")
    void refusesOthers() throws IOException {
        assertRefused(folder, "none of [model.safetensors.index.json, model.safetensors");
        assertRefused(Files.writeString(folder.resolve("notes"), "hello, world"), "neither a safetensors file nor");
        assertRefused(folder.resolve("absent.pt"), "NoSuchFile");
        Files.createDirectory(folder.resolve("model.safetensors"));
        assertRefused(folder, "is not a file");
    }

    @Test
    @DisplayName("shards are one file: each tensor comes from the shard that the index names")
    void readsShards() throws IOException {
        Files.createDirectory(folder.resolve("parts"));
        Files.write(folder.resolve("parts/1.safetensors"), safetensors("a"));
        Files.write(folder.resolve("2.safetensors"), safetensors("b"));
        Path index = index("{\"b\":\"2.safetensors\",\"a\":\"parts/1.safetensors\"}");
        for (Path path : List.of(index, folder)) {
            try (var weights = TensorFile.open(path);
                    var manager = NDManager.newBaseManager(Device.cpu())) {
                assertThat(weights).isInstanceOf(ShardedSafetensors.class).hasToString(index.toString());
                assertThat(weights.tensors().keySet()).containsExactly("b", "a");
                assertThat(weights.read("a", manager).toFloatArray()).containsExactly(0.5f, 1.5f);
                assertThat(manager.getManagedArrays()).hasSize(1);
                assertThatExceptionOfType(WeightsException.class)
                        .isThrownBy(() -> weights.read("c", manager))
                        .withMessage("'%s' has no tensor 'c'".formatted(index));
            }
        }
    }

    @Test
    @DisplayName("a missing shard, and one that lacks what the index says of it, are refused by name")
    void refusesIncompleteShards() throws IOException {
        Files.write(folder.resolve("1.safetensors"), safetensors("a"));
        index("{\"a\":\"1.safetensors\",\"b\":\"2.safetensors\"}");
        assertRefused(folder, "the shard '2.safetensors', which is missing; fetch the model again");
        index("{\"a\":\"1.safetensors\",\"b\":\"1.safetensors\"}");
        assertRefused(folder, "places the tensor 'b' in '1.safetensors', which has no such tensor");
        Files.write(folder.resolve("1.safetensors"), new byte[3]);
        assertRefused(folder, "1.safetensors': it has 3 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../1.safetensors", "/etc/passwd", "x/../../1.safetensors", "", ".."})
    @DisplayName("a shard outside the index's folder is refused, even where it exists")
    void refusesShardsElsewhere(String shard) throws IOException {
        Files.write(parent.resolve("1.safetensors"), safetensors("a"));
        index("{\"a\":\"%s\"}".formatted(shard));
        assertRefused(folder, "not in its folder");
    }

    @Test
    @DisplayName("a shard that links out of the folder is refused; a link within it is not")
    void refusesLinks() throws IOException {
        Path outside = Files.write(parent.resolve("1.safetensors"), safetensors("a"));
        Path link = Files.createSymbolicLink(folder.resolve("1.safetensors"), outside);
        index("{\"a\":\"1.safetensors\"}");
        assertRefused(folder, "is a link to '%s', outside its folder".formatted(outside.toRealPath()));

        Files.delete(link);
        Files.write(folder.resolve("blob"), safetensors("a"));
        Files.createSymbolicLink(link, Path.of("blob"));
        requireFirst("a");
    }

    @Test
    @DisplayName("a shard may link into the blobs of the hub's cache that its snapshot lies in")
    void readsTheHubsCache() throws IOException {
        Path snapshot = Files.createDirectories(parent.resolve("repo/snapshots/c0ffee"));
        Path blobs = Files.createDirectories(parent.resolve("repo/blobs"));
        Files.write(blobs.resolve("b10b"), safetensors("a"));
        Files.createSymbolicLink(snapshot.resolve("1.safetensors"), Path.of("../../blobs/b10b"));
        Files.writeString(
                snapshot.resolve("model.safetensors.index.json"), "{\"weight_map\":{\"a\":\"1.safetensors\"}}");
        try (TensorFile file = TensorFile.open(snapshot)) {
            assertThat(file.tensors()).containsOnlyKeys("a");
        }
    }

    @ParameterizedTest
    @DisplayName("an index that is not one is refused")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                              | it has no weight_map
            {"weight_map":{}}                               | it has no weight_map
            {"weight_map":[]}                               | it has no weight_map
            {"weight_map":{"a":1}}                          | places the tensor 'a' in 1, which is no file name
            {"weight_map":{"a":"x\\u0000"}}                 | which is no path
            {"weight_map":{"a":"x","a":"y"}}                | Duplicate field 'a'
            []                                              | it is not a JSON object
            {"weight_map":                                  | it is not valid JSON
            {} {}                                           | it is not valid JSON
            [[[[[[[[[[[[[[[[[[                              | nesting depth
            """)
    void refusesIndex(String text, String complaint) throws IOException {
        Files.writeString(folder.resolve(INDEX), text);
        assertRefused(folder, complaint);
    }

    private static void assertRefused(Path path, String complaint) {
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> TensorFile.open(path).close())
                .withMessageContaining(path.toString())
                .withMessageContaining(complaint);
    }
}
