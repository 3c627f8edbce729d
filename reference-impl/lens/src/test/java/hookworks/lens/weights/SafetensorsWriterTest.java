package hookworks.lens.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A written safetensors file")
class SafetensorsWriterTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("gives back names, order, shapes, dtypes and values")
    void roundTrip() {
        Path file = folder.resolve("a.safetensors");
        try (NDManager manager = NDManager.newBaseManager()) {
            var tensors = new LinkedHashMap<String, NDArray>();
            tensors.put("z", manager.create(new float[] {1, -2, 3, 4, 5, 6}, new Shape(2, 3)));
            tensors.put("half", manager.create(new float[] {0.5f, 2}).toType(DataType.FLOAT16, false));
            tensors.put("ids", manager.create(new long[] {Long.MAX_VALUE}, new Shape(1)));
            tensors.put("turned", tensors.get("z").transpose());

            SafetensorsWriter.write(file, tensors, Map.of("made by", "a test \u00e9"));

            try (SafetensorsFile read = SafetensorsFile.open(file)) {
                assertThat(read.tensors().sequencedKeySet()).containsExactly("z", "half", "ids", "turned");
                tensors.forEach((name, tensor) ->
                        assertThat(read.read(name, manager)).as(name).isEqualTo(tensor));
            }
        }
    }

    @Test
    @DisplayName("begins its data at a multiple of eight bytes")
    void aligned() throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            for (String name : new String[] {"a", "ab", "abc", "abcdefgh"}) {
                var tensors = new LinkedHashMap<String, NDArray>();
                tensors.put(name, manager.ones(new Shape(1)));
                Path file = folder.resolve(name);
                SafetensorsWriter.write(file, tensors, Map.of());
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
                assertThat(bytes.getLong(0) % 8).isZero();
            }
        }
    }

    @Test
    @DisplayName("replaces an older one, leaving nothing beside it")
    void replaces() throws IOException {
        Path file = Files.writeString(folder.resolve("a.safetensors"), "older and longer than what comes".repeat(50));
        try (NDManager manager = NDManager.newBaseManager()) {
            var tensors = new LinkedHashMap<String, NDArray>();
            tensors.put("a", manager.ones(new Shape(1)));
            SafetensorsWriter.write(file, tensors, Map.of());
            try (SafetensorsFile read = SafetensorsFile.open(file);
                    var files = Files.list(folder)) {
                assertThat(read.tensors()).containsOnlyKeys("a");
                assertThat(files).containsExactly(file);
            }
        }
    }

    @Test
    @DisplayName("that cannot be written is named")
    void unwritable() {
        Path file = folder.resolve("nowhere/a.safetensors");
        assertThatThrownBy(() -> SafetensorsWriter.write(file, new LinkedHashMap<>(), Map.of()))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith("cannot write '%s': ", file);
    }
}
