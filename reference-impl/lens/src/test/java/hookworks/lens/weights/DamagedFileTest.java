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
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that were whole once. */
class DamagedFileTest {
    private static final int FUZZ_SEED = 20_261_124;
    private static final int MAX_FLIPS = 4;

    @TempDir
    private Path folder;

    enum Format {
        TORCH("model.pt", 3_000) {
            @Override
            byte[] honest() {
                return Checkpoints.honest();
            }
        },
        TORCH_ITSELF("palindromes.pt", 200) {
            @Override
            byte[] honest() throws IOException {
                return Files.readAllBytes(Path.of("src/test/resources/trained/palindromes/state_dict.pt"));
            }
        },
        SAFETENSORS("model.safetensors", 3_000) {
            @Override
            byte[] honest() {
                byte[] header = """
                        {"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},\
                        "b":{"dtype":"BF16","shape":[3],"data_offsets":[16,22]},\
                        "c":{"dtype":"BOOL","shape":[2],"data_offsets":[22,24]}}""".getBytes(StandardCharsets.UTF_8);
                return ByteBuffer.allocate(8 + header.length + 24)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .array();
            }
        };

        private final String fileName;
        private final int fuzzRounds;

        Format(String fileName, int fuzzRounds) {
            this.fileName = fileName;
            this.fuzzRounds = fuzzRounds;
        }

        abstract byte[] honest() throws IOException;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TORCH_ITSELF") // tens of thousands of lengths
    @DisplayName("a file that breaks off is refused, wherever it does")
    void refusesEveryPrefix(Format format) throws IOException {
        byte[] whole = format.honest();
        Path path = folder.resolve(format.fileName);
        readAll(Files.write(path, whole));
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(WeightsException.class)
                    .as("the first %d of %d bytes", length, whole.length)
                    .isThrownBy(() -> readAll(path))
                    .withMessageContaining(path.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    @DisplayName("flipped bytes lead to a complaint that names the file, or to other numbers, and to nothing else")
    void survivesFlippedBytes(Format format) throws IOException {
        byte[] whole = format.honest();
        Path path = folder.resolve(format.fileName);
        var random = new Random(FUZZ_SEED);
        int refused = 0;
        for (int round = 0; round < format.fuzzRounds; round++) {
            byte[] damaged = whole.clone();
            for (int flip = random.nextInt(MAX_FLIPS); flip >= 0; flip--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(path, damaged);
            try {
                readAll(path);
            } catch (WeightsException e) {
                assertThat(e).as("round %d", round).hasMessageContaining(path.toString());
                refused++;
            }
        }
        assertThat(refused).as("of %d rounds", format.fuzzRounds).isBetween(format.fuzzRounds / 100, format.fuzzRounds);
    }

    private static void readAll(Path path) {
        try (var weights = TensorFile.open(path);
                var manager = NDManager.newBaseManager(Device.cpu())) {
            for (String name : weights.tensors().keySet()) {
                weights.read(name, manager);
            }
        }
    }
}
