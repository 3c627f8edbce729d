package hookworks.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hookworks.lens.hooks.Hook;
import hookworks.lens.hooks.HookName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SoakTest {
    private static final int ROUNDS = 2_000;

    /** Until heap and allocators have grown to what they need. */
    private static final int WARM_UP = 600;

    /** What allocators move; one cached run left open in four would be over 250 MiB. */
    private static final long NOISE_KIB = 96 * 1024;

    @Test
    @DisplayName("two thousand cached runs, with hooks that throw and caches left open, keep memory flat")
    void flat() throws IOException {
        try (HookedTransformer model = Architectures.GPT2_STYLE.load();
                NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray tokens = Architectures.tokens(manager, 4, 32);
            for (int round = 0; round < WARM_UP; round++) {
                round(model, tokens, round);
            }
            long before = residentKib();
            for (int round = 0; round < ROUNDS; round++) {
                round(model, tokens, round);
            }
            assertThat(residentKib() - before).isLessThan(NOISE_KIB);
            assertThat(manager.getManagedArrays()).containsExactly(tokens);
        }
    }

    private static void round(HookedTransformer model, NDArray tokens, int round) {
        try (NDManager own = tokens.getManager().newSubManager()) {
            NDArray ids = tokens.reshape(tokens.getShape());
            ids.attach(own);
            switch (round % 4) {
                case 0 -> model.runWithCache(ids).close();
                case 1 -> model.runWithCache(ids).cache().get("pattern", 1).close(); // the rest goes with its manager
                case 2 -> model.runWithHooks(ids, List.of(Hook.replacing(HookName.z(0), (z, point) -> z.mul(0))));
                default ->
                    assertThatThrownBy(() -> model.runWithHooks(
                                    ids, List.of(Hook.reading(HookName.residPost(1), (value, point) -> {
                                        throw new ArithmeticException("late");
                                    }))))
                            .isInstanceOf(ArithmeticException.class);
            }
        }
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
